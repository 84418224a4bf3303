"""The first operator."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from wirkt.accounts.models import User

pytestmark = pytest.mark.django_db


def make(monkeypatch: pytest.MonkeyPatch, mail: str, password: str) -> str:
    out = io.StringIO()
    monkeypatch.setattr("sys.stdin", io.StringIO(password + "\n"))
    with translation.override("en"):
        call_command("operator", mail, stdout=out)
    return out.getvalue()


def test_an_operator_can_sign_in_to_the_operators_rooms(monkeypatch, client):
    make(monkeypatch, "Ops@Example.org", "correct horse battery")

    client.login(username="ops@example.org", password="correct horse battery")

    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize(
    ("mail", "password", "message"),
    [("no address", "correct horse battery", "not a mail address"), ("a@b.example", "short", "too short")],
)
def test_what_does_not_do_is_refused_with_its_reason(monkeypatch, mail, password, message):
    with pytest.raises(CommandError, match=message):
        make(monkeypatch, mail, password)

    assert User.objects.count() == 0


def test_a_known_address_is_not_made_twice(monkeypatch):
    make(monkeypatch, "a@b.example", "correct horse battery")

    with pytest.raises(CommandError, match="already"):
        make(monkeypatch, "a@b.example", "correct horse battery")
