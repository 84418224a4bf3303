"""An institution is one institution, however it is spelt."""

import pytest
from django.core.exceptions import ValidationError

from wirkt.organisations import models
from wirkt.organisations.models import Boilerplate, NameVariant, Organisation, find_organisation, name_key, named

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("spelling", ["INNOVENT e.V.", "innovent e. v.", "Innovent  e.V", "INNOVENT e.V.\u00a0"])
def test_spellings_that_differ_in_signs_are_one_name(spelling):
    assert name_key(spelling) in {"innovent e v"}


def test_a_name_met_twice_is_one_institution():
    first, second = named("Hochschule Süd/Ost"), named("hochschule süd / ost")

    assert first == second
    assert Organisation.objects.count() == 1


def test_an_institution_is_found_by_slug_name_and_variant():
    made = named("Institut für Waldboden")
    NameVariant.objects.create(organisation=made, name="IWB")

    found = [find_organisation(name) for name in ("institut-fur-waldboden", "Institut für Waldboden", "iwb", "fremd")]

    assert found == [made, made, made, None]


def test_different_names_with_one_slug_stay_apart():
    slugs = [named(name).slug for name in ("A B", "A-B c", "A B-C!")]

    assert slugs == ["a-b", "a-b-c", "a-b-c"] or len(set(slugs)) == 2


def test_the_newest_boilerplate_of_a_language_counts():
    made = named("Haus")
    for text in ("alt", "neu"):
        Boilerplate.objects.create(organisation=made, language="de", text=text)

    assert (made.boilerplate("de"), made.boilerplate("en")) == ("neu", "")


def test_an_institution_made_by_hand_is_found_by_its_name():
    made = Organisation.objects.create(slug="nh", name="Neues Haus")

    assert named("Neues Haus") == made


def test_names_of_signs_only_stay_apart():
    assert named("???") != named("!!!")


def test_of_two_imports_that_meet_a_new_name_both_get_the_same_institution(monkeypatch):
    made = named("Neu")
    answers = iter([None, made])
    monkeypatch.setattr(models, "find_organisation", lambda name: next(answers))

    assert named("Neu") == made


def test_a_spelling_that_another_institution_has_is_refused_with_its_name():
    named("Haus A")
    variant = NameVariant(organisation=named("Haus B"), name="haus a")

    with pytest.raises(ValidationError, match="Haus A"):
        variant.full_clean()
