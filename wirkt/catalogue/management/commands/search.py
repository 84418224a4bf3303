import json
import sys
import unicodedata
from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wirkt.catalogue import asking, present, repairing
from wirkt.catalogue.asking import CATEGORIES, Ask, BadParameter
from wirkt.journal import clock
from wirkt.search.engine import SORTS
from wirkt.search.errors import QueryError
from wirkt.search.query import MODES
from wirkt.web.days import day
from wirkt.web.languages import whole

USAGE_ERROR = 2
NAMES = {"q", "match", "from", "to", "sort", "limit", "offset", *CATEGORIES}


class Command(BaseCommand):
    help = "Search what is public, as /find does. A query that cannot be read: exit 2, with a mark under the place."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("query", nargs="?", default="")
        parser.add_argument("--match", choices=MODES, default="words")
        for category in CATEGORIES:
            parser.add_argument(f"--{category}", action="append", default=[], metavar="VALUE")
        parser.add_argument("--from", metavar="DATE")
        parser.add_argument("--to", metavar="DATE")
        parser.add_argument("--sort", choices=SORTS)
        parser.add_argument("--limit", default="20", metavar="N")
        parser.add_argument("--offset", default="0", metavar="N")
        parser.add_argument("--json", action="store_true", dest="as_json")
        parser.add_argument("--explain", action="store_true", help="say how the query was understood, and why each hit")
        parser.add_argument("--queries", metavar="FILE", help="one JSON object with these names a line (- for input)")

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["queries"]:
            self.answer_all(options["queries"])
            return
        asked = {name: options[name.replace("-", "_")] for name in CATEGORIES}
        asked |= {"q": options["query"], **{name: options[name] for name in NAMES if name in options}}
        try:
            ask = _ask(asked)
            page = present.answer(ask, clock.now())
        except BadParameter as error:
            self.stderr.write(error.message)
            sys.exit(USAGE_ERROR)
        except QueryError as error:
            self.point(options["query"], error)
            sys.exit(USAGE_ERROR)
        if options["as_json"]:
            self.stdout.write(json.dumps(repairing.as_json(page, clock.now()), ensure_ascii=False))
        else:
            self.show(page, explain=options["explain"])

    def answer_all(self, file: str) -> None:
        """One answer a line for one query a line."""
        try:
            for answer in _answers(file):
                self.stdout.write(json.dumps(answer, ensure_ascii=False))
        except OSError as error:
            self.stderr.write(f"{file}: {error.strerror}")
            sys.exit(USAGE_ERROR)

    def show(self, page: present.Page, *, explain: bool) -> None:
        """The hits for a person at a terminal."""
        if explain:
            self.stdout.write(page.understood)
        self.stdout.write(
            ngettext("%(total)s press release", "%(total)s press releases", page.total) % {"total": page.total}
        )
        if page.behind:
            self.stdout.write(
                _("A great deal has just changed. The newest press releases may be missing here for a moment.")
            )
        if explain and page.total:
            self.show_forms(page)
        if not page.total:
            self.show_ways_out(page)
        for hit in page.hits:
            self.stdout.write(f"\n{day(present.moment(hit.release))}  {hit.release.title}")
            self.stdout.write(f"    {whole(hit.release.get_absolute_url())}")
            if explain and hit.why:
                self.stdout.write(f"    {_('Found:')} {hit.why}")

    def show_forms(self, page: present.Page) -> None:
        """Under which words each part of the question was found, and in how many of the releases."""
        for term in page.terms:
            words = ", ".join(f"{word} ({count})" for word, count in term.found_as)
            self.stdout.write(f"  {term.text}: {words or _('in none of these')}")

    def show_ways_out(self, page: present.Page) -> None:
        """What is to blame where nothing was found, and what finds something."""
        nothing = repairing.nothing(page.ask, clock.now())
        for line in nothing.blamed:
            self.stdout.write(f"  {line}")
        for link in nothing.repairs:
            self.stdout.write(f"    {link.label} ({link.count})")

    def point(self, query: str, error: QueryError) -> None:
        """The message, what could have been meant, and a mark under the place."""
        self.stderr.write(str(error.message(translation.get_language() or "en")))
        for repair in error.repairs:
            self.stderr.write(f"{_('Did you mean')}: {repair or _('All press releases')}")
        # One column for one character, whatever it is, so that the mark stands where it should.
        line = "".join(sign if sign.isprintable() else " " for sign in query)
        self.stderr.write(f"  {line}\n  {_blanks(line[: error.position])}^")


def _blanks(text: str) -> str:
    """As many columns as a terminal gives to the text: Chinese letters and the like take two."""
    return "".join("  " if unicodedata.east_asian_width(sign) in "WF" else " " for sign in text)


def _ask(asked: dict[str, Any]) -> Ask:
    unknown = sorted(set(asked) - NAMES)
    if unknown:
        raise BadParameter(unknown[0], f"There is no parameter “{unknown[0]}”.")
    if not _is_text(asked):
        raise BadParameter("q", _("The query holds half characters (surrogates), which no text has."))
    parameters: dict[str, list[str]] = {}
    for name, value in asked.items():
        if name not in {"limit", "offset"} and value not in (None, "", []):
            parameters[name] = [str(entry) for entry in value] if isinstance(value, list) else [str(value)]
    ask = asking.read(parameters)
    return asking.with_window(ask, limit=asked.get("limit", 20), offset=asked.get("offset", 0))


def _is_text(value: object) -> bool:
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


def _answers(file: str) -> Iterator[dict[str, Any]]:
    with sys.stdin if file == "-" else open(file, encoding="utf-8", errors="replace") as lines:
        for line in lines:
            if line.strip():
                yield _answer(line)


def _answer(line: str) -> dict[str, Any]:
    try:
        asked = _loaded(line)
        if not isinstance(asked, dict):
            raise BadParameter("q", "Each line is one JSON object.")
        answer: dict[str, Any] = present.answer(_ask(asked), clock.now()).as_json()
        return answer
    except json.JSONDecodeError as error:
        return _error("bad_json", str(error), error.pos)
    except RecursionError:
        return _error("bad_json", _("The JSON is nested too deeply."), None)
    except BadParameter as error:
        return _error("bad_parameter", error.message, None)
    except QueryError as error:
        answer = _error(error.code, str(error.message(translation.get_language() or "en")), error.position)
        answer["error"]["repairs"] = list(error.repairs)
        return answer


def _loaded(line: str) -> object:
    try:
        return json.loads(line)
    except json.JSONDecodeError:
        raise
    except ValueError as error:  # a number of thousands of digits
        raise BadParameter("q", str(error)) from error


def _error(code: str, message: str, position: int | None) -> dict[str, Any]:
    return {"error": {"code": code, "message": message, "position": position}}
