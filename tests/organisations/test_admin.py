"""What operators can do with institutions: one page for the house, its names, its desks and what it says of itself."""

import pytest

from wirkt.criteria.models import Criterion
from wirkt.organisations.models import Boilerplate, ContactPoint, NameVariant, Organisation, find_organisation, named

pytestmark = pytest.mark.django_db

LIST = "/en/admin/organisations/organisation/"
PREFIXES = ("variants", "contact_points", "boilerplates")


def form(rows: dict[str, list[dict[str, object]]] | None = None, **house: object) -> dict[str, object]:
    """What the page of an institution sends."""
    plain = {"name": "Institut für Waldboden", "slug": "waldboden", "short_name": "", "kind": "research-institute",
             "city": "Jena", "country": "", "province": "", "website": "", **house}  # fmt: skip
    for prefix in PREFIXES:
        given = (rows or {}).get(prefix, [])
        plain |= {f"{prefix}-TOTAL_FORMS": len(given), f"{prefix}-INITIAL_FORMS": sum("id" in row for row in given)}
        for number, row in enumerate(given):
            plain |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return plain


def test_an_institution_is_stored_with_all_that_belongs_to_it(admin_client):
    thuringia = Criterion.objects.get(category="province", slug="de-th")
    rows = {
        "variants": [{"name": "Institut für Waldboden"}, {"name": "IWB e. V."}],
        "contact_points": [{"role": "press", "function": "Pressestelle", "email": "p@iwb.example", "phone": "030 1"}],
        "boilerplates": [{"language": "de", "text": "Wir über uns."}, {"language": "en", "text": "About us."}],
    }

    answer = admin_client.post(f"{LIST}add/", form(rows, province=thuringia.pk))

    house = Organisation.objects.get()
    assert answer.status_code == 302
    assert (house.kind, house.city, house.province) == ("research-institute", "Jena", thuringia)
    assert set(house.variants.values_list("name", "key")) == {
        ("Institut für Waldboden", "institut für waldboden"), ("IWB e. V.", "iwb e v"),
    }  # fmt: skip
    assert [str(point) for point in house.contact_points.all()] == ["Pressestelle"]
    assert (house.boilerplate("de"), house.boilerplate("en")) == ("Wir über uns.", "About us.")


def test_an_import_finds_the_institution_by_a_variant_the_operator_added(admin_client):
    house = named("Institut für Waldboden")
    own = house.variants.get()
    rows = {"variants": [{"id": own.pk, "organisation": house.pk, "name": own.name}, {"name": "IWB"}]}

    answer = admin_client.post(f"{LIST}{house.pk}/change/", form(rows))

    assert answer.status_code == 302
    assert find_organisation("iwb") == find_organisation("INSTITUT FÜR WALDBODEN") == house


def test_a_row_that_is_ticked_goes(admin_client):
    house = named("Institut für Waldboden")
    point = ContactPoint.objects.create(organisation=house, function="Pressestelle")
    rows = {"contact_points": [{"id": point.pk, "organisation": house.pk, "role": "press", "DELETE": "on"}]}

    admin_client.post(f"{LIST}{house.pk}/change/", form(rows))

    assert house.contact_points.count() == 0


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("q=Waldboden", ["Institut für Waldboden"]), ("q=IWB", ["Institut für Waldboden"]), ("q=Wasser", []),
        ("kind__exact=museum", ["Museum der Moore"]), ("invented__exact=1", []),
    ],
)  # fmt: skip
def test_the_list_is_searched_by_every_name_and_narrowed_by_kind(admin_client, asked, found):
    NameVariant.objects.create(organisation=named("Institut für Waldboden"), name="IWB")
    Organisation.objects.create(slug="moore", name="Museum der Moore", kind="museum")

    page = admin_client.get(f"{LIST}?{asked}")

    assert [house.name for house in page.context["cl"].result_list] == found


@pytest.mark.parametrize("wrong", [{"slug": "two words"}, {"name": ""}, {"website": "no address"}, {"kind": "club"}])
def test_what_does_not_do_is_refused_and_nothing_is_stored(admin_client, wrong):
    answer = admin_client.post(f"{LIST}add/", form(**wrong))

    assert answer.status_code == 200
    assert list(answer.context["adminform"].form.errors) == list(wrong)
    assert Organisation.objects.count() == 0


def test_an_institution_with_releases_is_not_deleted(admin_client, make_release, organisation):
    make_release()

    page = admin_client.post(f"{LIST}{organisation.pk}/delete/", {"post": "yes"})

    assert page.status_code == 200
    assert Organisation.objects.filter(pk=organisation.pk).exists()


def test_parts_of_an_institution_are_called_by_what_they_hold():
    house = named("Haus")
    parts = [
        house,
        house.variants.get(),
        Boilerplate(organisation=house, text="x" * 80),
        ContactPoint(organisation=house, function="Pressestelle", email="p@a.example"),
        ContactPoint(organisation=house, email="p@a.example"),
    ]

    assert [str(part) for part in parts] == ["Haus", "Haus", "x" * 60, "Pressestelle", "p@a.example"]


@pytest.mark.parametrize("name", ["Ελληνικό Ινστιτούτο", "理化学研究所"])
def test_a_name_in_another_script_gets_an_address_and_is_found_again(name):
    made, again = named(name), named(name)

    assert (made.slug, made.name, again) == ("organisation", name, made)


def test_two_names_with_one_address_get_two():
    slugs = [named(name).slug for name in ("Café Moor", "Cafe Moor", "cafe-moor", "Cafè Moor")]

    assert slugs == ["cafe-moor", "cafe-moor-2", "cafe-moor-2", "cafe-moor-3"]
