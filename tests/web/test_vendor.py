"""What we ship of others is what they published."""

import gzip
import hashlib
import re
import tomllib
from pathlib import Path

import wirkt.web

STATIC = Path(wirkt.web.__file__).parent / "static/web"
VENDOR = STATIC / "vendor"
MANIFEST = tomllib.loads((VENDOR / "vendor.toml").read_text())
SHIPPED = {f"{folder}/{name}": sum_ for folder, entry in MANIFEST.items() for name, sum_ in entry["files"].items()}


def test_every_vendored_file_has_the_sum_of_the_manifest():
    found = {
        str(path.relative_to(VENDOR)): hashlib.sha256(path.read_bytes()).hexdigest() for path in VENDOR.glob("*/*")
    }

    assert found == SHIPPED


def test_every_package_names_its_origin_version_and_licence_but_no_address():
    for entry in MANIFEST.values():
        assert {"origin", "version", "licence", "files"} <= set(entry)
    assert "://" not in (VENDOR / "vendor.toml").read_text()


def test_no_style_sheet_or_script_points_to_a_file_we_do_not_ship():
    for path in [*STATIC.glob("*.css"), *VENDOR.glob("*/*.css"), *VENDOR.glob("*/*.js")]:
        text = path.read_text()
        assert "sourceMappingURL" not in text
        targets = re.findall(r"url\(\"?(?!data:)([^\")]+)", text) if path.suffix == ".css" else []
        assert [name for name in targets if not (path.parent / name).is_file()] == []


def test_our_own_style_sheet_stays_small():
    as_sent = gzip.compress((STATIC / "wirkt.css").read_bytes())

    assert len(as_sent) <= 5_000
