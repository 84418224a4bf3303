"""What we ship of others is what they published."""

import gzip
import hashlib
import re
import tomllib
from pathlib import Path

import pytest

import wirkt.web

STATIC = Path(wirkt.web.__file__).parent / "static/web"
VENDOR = STATIC / "vendor"
FOR_TESTS = Path(__file__).parents[1] / "browser/vendor"


@pytest.fixture(params=[VENDOR, FOR_TESTS], ids=["shipped", "for tests"])
def folder(request):
    return request.param


def manifest(folder):
    return tomllib.loads((folder / "vendor.toml").read_text())


def test_every_vendored_file_has_the_sum_of_the_manifest(folder):
    found = {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.glob("*/*")
    }

    assert found == {
        f"{package}/{name}": digest
        for package, entry in manifest(folder).items()
        for name, digest in entry["files"].items()
    }


def test_every_package_names_its_origin_version_and_licence_but_no_address(folder):
    for entry in manifest(folder).values():
        assert {"origin", "version", "licence", "files"} <= set(entry)
    assert "://" not in (folder / "vendor.toml").read_text()


def test_no_style_sheet_or_script_points_to_a_file_we_do_not_ship():
    for path in [*STATIC.glob("*.css"), *VENDOR.glob("*/*.css"), *VENDOR.glob("*/*.js")]:
        text = path.read_text()
        assert "sourceMappingURL" not in text
        targets = re.findall(r"url\(\"?(?!data:)([^\")]+)", text) if path.suffix == ".css" else []
        assert [name for name in targets if not (path.parent / name).is_file()] == []


def test_our_own_style_sheet_stays_small():
    as_sent = gzip.compress((STATIC / "wirkt.css").read_bytes())

    assert len(as_sent) <= 5_000
