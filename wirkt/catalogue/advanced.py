"""The advanced search: a form that writes the query for those who would rather not, and shows what it writes."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import replace as changed
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from wirkt.catalogue import addresses, asking, composing, engine, explaining, panel, present
from wirkt.catalogue.asking import Ask, BadParameter
from wirkt.catalogue.composing import BOXES, Boxes, Mistake
from wirkt.catalogue.repairing import Broken, Link
from wirkt.journal import clock
from wirkt.search import describe
from wirkt.search.errors import QueryError
from wirkt.search.query import EVERYTHING, TEXT_FIELDS
from wirkt.web.limits import limited

OWN = (*BOXES, "within", "in", "go")
LABELS = {
    "all": (gettext_lazy("All of these words"), gettext_lazy("in all their forms; * stands for any letters")),
    "phrase": (gettext_lazy("Exactly this phrase"), gettext_lazy("word for word, side by side")),
    "any": (gettext_lazy("At least one of these words"), ""),
    "none": (gettext_lazy("None of these words"), gettext_lazy("in none of their forms")),
    "parts": (gettext_lazy("Parts of words"), gettext_lazy("wherever they stand in a word")),
    "near": (gettext_lazy("Words near each other"), gettext_lazy("exactly as written, in any order")),
}
ORDER = ("all", "phrase", "any", "none", "parts", "near")
FURTHEST = 99


@dataclass(frozen=True, slots=True)
class Box:
    """One box of the form, and what is wrong in it."""

    name: str
    label: str
    hint: str
    text: str
    wrong: Broken | None


@require_safe
@limited
def advanced(request: HttpRequest) -> HttpResponse:
    """The form with what it would ask; sent off, it leads to the search it wrote."""
    given = {name: list(values) for name, values in request.GET.lists()}
    try:
        typed = _typed(given)
        ask = asking.read({name: values for name, values in given.items() if name not in OWN})
    except BadParameter as error:
        return render(request, "400.html", {"problem": error.message}, status=400)
    boxes, free = _boxes(typed, ask)
    german = present.interface_language() == "de"
    text, mistakes = composing.compose(boxes, german=german)
    asked = changed(ask, q=text, match="words", offset=0)
    wrong = _too_long(asked)
    sent = "go" in given and not mistakes and wrong is None
    if sent:
        return redirect(addresses.address(asked))
    context = _context(boxes, asked, mistakes, clock.now()) | {"free": ask.q if free else "", "wrong": wrong}
    response = render(request, "catalogue/advanced.html", context, status=400 if "go" in given else 200)
    patch_cache_control(response, public=True, no_cache=True)
    return response


def _typed(given: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """The form's own parameters. Raises `BadParameter`."""
    for name in OWN:
        if len(given.get(name, ())) > 1:
            raise BadParameter(name, _("“%s” may be given once.") % name)
    one = {name: given[name][0] for name in OWN if given.get(name)}
    if one.get("in") and one["in"] not in TEXT_FIELDS:
        raise BadParameter("in", _("There is no field “%s”.") % one["in"])
    if one.get("within") and not (re.fullmatch("[0-9]{1,2}", one["within"])):
        message = _("“%(name)s” is a number from 0 to %(most)d.") % {"name": "within", "most": FURTHEST}
        raise BadParameter("within", message)
    return one


def _boxes(typed: Mapping[str, str], ask: Ask) -> tuple[Boxes, bool]:
    """What stands in the form: as sent, else what it can say of the search it came from; and whether it cannot."""
    if typed or not ask.q:
        texts = {box: typed[box] for box in BOXES if typed.get(box)}
        return Boxes(texts, int(typed.get("within") or composing.WITHIN), typed.get("in", "")), False
    try:
        words = ask.words()
    except QueryError:
        return Boxes(), True
    known = composing.read_back(words, ask.q, present.interface_language()) if words != EVERYTHING else Boxes()
    return known or Boxes(), known is None


def _too_long(asked: Ask) -> str | None:
    try:
        asked.words()
    except QueryError as error:
        return error.message(present.interface_language())
    return None


def _context(boxes: Boxes, asked: Ask, mistakes: Mapping[str, Mistake], now: datetime) -> dict[str, Any]:
    public = engine.collection(now)
    everything = public.search(EVERYTHING, limit=0, facets=present.FACETS)
    return {
        "area": "find",
        "boxes": list(_drawn(boxes, asked, mistakes)),
        "within": boxes.within,
        "fields": [(name, explaining.FIELDS[name]) for name in TEXT_FIELDS],
        "chosen_field": boxes.name,
        "ask": asked,
        "groups": list(panel.all_groups(asked, everything.facets)),
        "sorts": panel.SORTS.items(),
        "address": addresses.address(asked),
    } | _preview(public, asked)


def _preview(public: engine.Collection, asked: Ask) -> dict[str, Any]:
    try:
        query = asked.query()
        labels = {(name, slug): label for name in asked.criteria for slug, label in asking.labels(name).items()}
        names = {(name, ""): str(label) for name, label in present.NAMES.items()}
        said = describe.describe(query, present.interface_language(), labels | names)
        return {"understood": said, "total": public.search(query, limit=0).total}
    except QueryError:
        return {}


def _drawn(boxes: Boxes, asked: Ask, mistakes: Mapping[str, Mistake]) -> Iterator[Box]:
    for name in ORDER:
        label, hint = LABELS[name]
        mistake = mistakes.get(name)
        wrong = _wrong(mistake, name, boxes, asked) if mistake else None
        yield Box(name, str(label), str(hint), boxes.texts.get(name, ""), wrong)


def _wrong(mistake: Mistake, name: str, boxes: Boxes, asked: Ask) -> Broken:
    text = mistake.text
    return Broken(
        mistake.error.message(present.interface_language()),
        text[: mistake.start],
        text[mistake.start : mistake.end],
        text[mistake.end :],
        [Link(repaired, _address(changed(boxes, texts={**boxes.texts, name: repaired}), asked))
         for repaired in mistake.repairs],
    )  # fmt: skip


def _address(boxes: Boxes, asked: Ask) -> str:
    """The form with these boxes filled."""
    pairs = [*boxes.texts.items(), ("in", boxes.name), ("within", str(boxes.within))]
    state = addresses.address(changed(asked, q="")).partition("?")[2]
    typed = urlencode([(name, text) for name, text in pairs if text])
    return f"{reverse('advanced')}?{'&'.join(filter(None, (typed, state)))}"
