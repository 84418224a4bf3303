"""Files, folders, standard input and addresses."""

import io
import sys

import pytest

from wirkt.intake import fetch
from wirkt.intake.draft import Draft, Unreadable
from wirkt.intake.sources import open_sources

ITEM = '{"uri": "test:%d", "headlines": [{"value": "Moor %d"}]}'
FILE = '+++\ntitle = "Moor"\n[[images]]\nfile = "%s"\ncaption = "Ein Moor"\n+++\nText.\n'


def results(*arguments, **options):
    """Source and title or code of everything that is read."""
    return [
        (source.name, item.title if isinstance(item, Draft) else item.code)
        for source in open_sources([str(argument) for argument in arguments], **options)
        for item in source.read()
    ]


def image(path):
    """The first image of the one release in a file, and the codes of its findings."""
    (source,) = open_sources([str(path)])
    (draft,) = source.read()
    return draft.images[0], [finding.code for finding in draft.findings]


def test_a_folder_is_read_with_all_below_it_in_the_order_of_names(tmp_path):
    (tmp_path / "b" / "c").mkdir(parents=True)
    for name in ("z.txt", "a.txt", "b/2.txt", "b/c/1.txt"):
        (tmp_path / name).write_text(f"Der Titel von {name}\nDies ist der erste Satz, und er ist lang genug dafür.")

    found = results(tmp_path)

    assert [title for _name, title in found] == [
        f"Der Titel von {name}" for name in ("a.txt", "z.txt", "b/2.txt", "b/c/1.txt")
    ]


def test_hidden_files_and_pictures_in_a_folder_are_skipped(tmp_path):
    (tmp_path / ".git").mkdir()
    for name in (".hidden.txt", ".git/config", "a.png", "b.JPG"):
        (tmp_path / name).write_text("nichts")
    (tmp_path / "c.json").write_text(ITEM % (1, 1))

    assert results(tmp_path) == [(str(tmp_path / "c.json"), "Moor 1")]


def test_a_picture_that_is_named_by_itself_is_told_to_be_no_text(tmp_path):
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n")

    assert results(tmp_path / "a.png") == [(str(tmp_path / "a.png"), "binary")]


def test_a_missing_file_does_not_stop_the_others(tmp_path):
    (tmp_path / "there.json").write_text(ITEM % (1, 1))

    found = results(tmp_path / "missing.json", tmp_path / "there.json")

    assert [outcome for _name, outcome in found] == ["missing", "Moor 1"]


def test_an_unreadable_item_names_its_source_and_line(tmp_path):
    (tmp_path / "lines.jsonl").write_text(f"{ITEM % (1, 1)}\n{{broken\n")
    (source,) = open_sources([str(tmp_path / "lines.jsonl")])

    broken = list(source.read())[1]

    assert isinstance(broken, Unreadable)
    assert (broken.source, broken.line, broken.code) == (str(tmp_path / "lines.jsonl"), 2, "broken_json")


def test_a_dash_is_standard_input(monkeypatch):
    stdin = io.TextIOWrapper(io.BytesIO((ITEM % (1, 1)).encode()))
    monkeypatch.setattr(sys, "stdin", stdin)

    assert results("-") == [("-", "Moor 1")]


def test_an_address_is_fetched_through_the_guard(monkeypatch):
    def give(url, *, allowed):
        assert allowed == frozenset(["here:1"])
        return fetch.Fetched("<html><h4>Größe</h4><p>Text</p></html>".encode("cp1252"), url, "windows-1252")

    monkeypatch.setattr(fetch, "fetch", give)

    found = results("https://portal.example/de/news7001", allowed=frozenset(["here:1"]))

    assert found == [("https://portal.example/de/news7001", "Größe")]


def test_a_refused_address_is_told_and_does_not_stop_the_others(tmp_path):
    (tmp_path / "there.json").write_text(ITEM % (1, 1))

    found = results("http://127.0.0.1/", tmp_path / "there.json")

    assert [outcome for _name, outcome in found] == ["refused_address", "Moor 1"]


def test_a_picture_beside_the_file_comes_with_it(tmp_path):
    (tmp_path / "bilder").mkdir()
    (tmp_path / "bilder" / "moor.png").write_bytes(b"\x89PNG")
    (tmp_path / "a.md").write_text(FILE % "bilder/moor.png")

    found, findings = image(tmp_path / "a.md")

    assert (found.content, found.filename, findings) == (b"\x89PNG", "bilder/moor.png", [])


def test_a_picture_in_another_part_of_the_opened_folder_comes_with_the_file(tmp_path):
    (tmp_path / "pictures").mkdir()
    (tmp_path / "releases").mkdir()
    (tmp_path / "pictures" / "moor.png").write_bytes(b"\x89PNG")
    (tmp_path / "releases" / "a.md").write_text(FILE % "../pictures/moor.png")

    found, findings = image(tmp_path)

    assert (found.content, findings) == (b"\x89PNG", [])


@pytest.mark.parametrize("name", ["../secret.png", "/etc/hostname", "link.png", "missing.png", "nul\\u0000.png"])
def test_a_picture_elsewhere_is_not_read_and_that_is_told(tmp_path, name):
    folder = tmp_path / "in"
    folder.mkdir()
    (tmp_path / "secret.png").write_bytes(b"secret")
    (folder / "link.png").symlink_to(tmp_path / "secret.png")
    (folder / "a.md").write_text(FILE % name)

    found, findings = image(folder / "a.md")

    assert (found.content, found.caption, findings) == (None, "Ein Moor", ["picture_missing"])


def test_nothing_is_opened_before_it_is_read(tmp_path):
    sources = list(open_sources([str(tmp_path / "missing.txt"), "http://127.0.0.1/", "-"]))

    assert [source.name for source in sources] == [str(tmp_path / "missing.txt"), "http://127.0.0.1/", "-"]
