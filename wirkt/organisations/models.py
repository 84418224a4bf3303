"""Institutions: who they are, how else they are called, and how to reach them."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from wirkt.criteria.models import Criterion


def name_key(name: str) -> str:
    """What two spellings of one name share: composed, case-folded, spaces and punctuation as one blank."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return (re.sub(r"[\W_]+", " ", folded).strip() or folded.strip())[:200]


class Organisation(models.Model):
    """An institution that issues releases."""

    class Kind(models.TextChoices):
        UNIVERSITY = "university", _("University")
        INSTITUTE = "research-institute", _("Research institute")
        NETWORK = "network", _("Network")
        COMPANY = "company", _("Company")
        MUSEUM = "museum", _("Museum")
        PUBLIC_BODY = "public-body", _("Public body")
        ASSOCIATION = "association", _("Association")
        UNKNOWN = "unknown", _("Not stated")

    slug = models.SlugField(_("slug"), max_length=120, unique=True)
    name = models.CharField(_("name"), max_length=200)
    short_name = models.CharField(_("short name"), max_length=60, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.UNKNOWN)
    city = models.CharField(_("city"), max_length=100, blank=True)
    country = models.ForeignKey(
        Criterion,
        models.SET_NULL,
        null=True,
        blank=True,
        limit_choices_to={"category": "country"},
        related_name="+",
        verbose_name=_("country"),
    )
    province = models.ForeignKey(
        Criterion,
        models.SET_NULL,
        null=True,
        blank=True,
        limit_choices_to={"category": "province"},
        related_name="+",
        verbose_name=_("state / canton"),
    )
    website = models.URLField(_("website"), blank=True)
    invented = models.BooleanField(_("invented for the demonstration"), default=False)

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def boilerplate(self, language: str) -> str:
        """What the institution says about itself in this language; the newest version, or nothing."""
        return next((text.text for text in self.boilerplates.all() if text.language == language), "")


class NameVariant(models.Model):
    """A spelling under which sources name the institution; its own name is one of them."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="variants")
    name = models.CharField(_("name"), max_length=200)
    key = models.CharField(max_length=200, unique=True, editable=False)

    class Meta:
        verbose_name = _("name variant")
        verbose_name_plural = _("name variants")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        others = NameVariant.objects.filter(key=name_key(self.name)).exclude(pk=self.pk).select_related("organisation")
        if other := others.first():
            raise ValidationError({"name": _("%s is called so already.") % other.organisation})

    def save(self, *args: object, **options: object) -> None:
        self.key = name_key(self.name)
        super().save(*args, **options)  # type: ignore[arg-type]


class Boilerplate(models.Model):
    """The standing paragraph about the institution; older versions stay, releases keep the one they went out with."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="boilerplates")
    language = models.CharField(_("language"), max_length=35)
    text = models.TextField(_("text"), max_length=4000)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("boilerplate")
        verbose_name_plural = _("boilerplates")
        ordering = ["-created", "-id"]

    def __str__(self) -> str:
        return self.text[:60]


class ContactPoint(models.Model):
    """A desk of the institution that answers: its press office, a science contact."""

    class Role(models.TextChoices):
        PRESS = "press", _("Press contact")
        SCIENCE = "science", _("Scientific contact")
        EVENT = "event", _("Event contact")

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="contact_points")
    role = models.CharField(_("role"), max_length=10, choices=Role.choices, default=Role.PRESS)
    function = models.CharField(_("desk or function"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("contact point")
        verbose_name_plural = _("contact points")

    def __str__(self) -> str:
        return self.function or self.email


def find_organisation(name: str) -> Organisation | None:
    """The institution with this slug, name or name variant."""
    variant = NameVariant.objects.filter(key=name_key(name)).select_related("organisation").first()
    if variant:
        return variant.organisation
    return Organisation.objects.filter(Q(slug=name) | Q(name=name)).order_by("pk").first()


def named(name: str) -> Organisation:
    """The institution of this name, made if nobody knows it yet. Two imports at once get the same one."""
    known = find_organisation(name)
    if known:
        return known
    try:
        return _made(name)
    except IntegrityError:
        # Somebody else made it at the same moment.
        known = find_organisation(name)
        if known is None:
            raise
        return known


def _made(name: str) -> Organisation:
    with transaction.atomic():
        base = slugify(name.replace("ß", "ss"))[:100] or "organisation"
        slug, number = base, 1
        while Organisation.objects.filter(slug=slug).exists():
            number += 1
            slug = f"{base}-{number}"
        made = Organisation.objects.create(slug=slug, name=name[:200])
        NameVariant.objects.create(organisation=made, name=name[:200])
    return made
