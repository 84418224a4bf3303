"""What operators can do with the vocabularies: reword and add, never rename what addresses hold."""

import pytest
from django.utils import translation

from wirkt.criteria.models import Criterion, load_vocabulary

pytestmark = pytest.mark.django_db

LIST = "/en/admin/criteria/criterion/"
LABELS = {"de": "Lebenswissenschaften", "en": "Life sciences", "aliases": "[]", "portal_id": "", "country": "",
          "position": "3"}  # fmt: skip


@pytest.fixture
def biology() -> Criterion:
    return Criterion.objects.get(category="subject", slug="biology")


@pytest.mark.parametrize(
    ("asked", "found"),
    [("q=biology&category__exact=subject", "biology"), ("q=Meeresforschung", ""), ("q=Chemie", "chemistry")],
)
def test_the_list_is_searched_by_slug_and_by_labels(admin_client, asked, found):
    page = admin_client.get(f"{LIST}?{asked}")

    assert page.status_code == 200
    assert [value.slug for value in page.context["cl"].result_list][:1] == ([found] if found else [])


def test_labels_are_reworded_and_readers_see_the_new_words(admin_client, client, biology, make_release):
    make_release(parts={"criteria": [biology]})

    answer = admin_client.post(f"{LIST}{biology.pk}/change/", LABELS)

    found = client.get("/en/find.json?subject=biology").json()
    assert answer.status_code == 302
    assert [one["label"] for one in found["facets"]["subject"]] == ["Life sciences"]
    biology.refresh_from_db()
    with translation.override("de"):
        assert str(biology) == "Lebenswissenschaften"


def test_what_an_operator_reworded_stays_when_the_vocabulary_is_loaded_again(admin_client, biology):
    admin_client.post(f"{LIST}{biology.pk}/change/", LABELS)

    load_vocabulary()

    biology.refresh_from_db()
    assert (biology.de, biology.en) == ("Lebenswissenschaften", "Life sciences")


def test_category_and_slug_of_a_value_stay_whatever_is_sent(admin_client, biology):
    page = admin_client.get(f"{LIST}{biology.pk}/change/").content.decode()

    admin_client.post(f"{LIST}{biology.pk}/change/", {**LABELS, "slug": "life", "category": "kind"})

    biology.refresh_from_db()
    assert ('name="de"' in page, 'name="slug"' in page, 'name="category"' in page) == (True, False, False)
    assert (biology.category, biology.slug, biology.en) == ("subject", "biology", "Life sciences")


def test_a_new_value_is_added_with_its_slug_and_can_be_searched_for(admin_client, client):
    answer = admin_client.post(f"{LIST}add/", {**LABELS, "category": "subject", "slug": "peat-science"})

    assert answer.status_code == 302
    assert Criterion.objects.get(slug="peat-science").uri == "wirkt:subject/peat-science"
    assert client.get("/find.json?subject=peat-science").status_code == 200


def test_a_slug_that_its_category_has_is_refused_with_a_reason(admin_client):
    answer = admin_client.post(f"{LIST}add/", {**LABELS, "category": "subject", "slug": "biology"})

    assert answer.status_code == 200
    assert len(answer.context["errors"]) == 1
    assert Criterion.objects.filter(category="subject", slug="biology").count() == 1
