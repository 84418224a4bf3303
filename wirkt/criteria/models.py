"""The vocabularies that releases and events are described with; an operator may reword labels and add values."""

from django.db import models
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from wirkt.criteria.vocabulary import VOCABULARY


class Category(models.TextChoices):
    """The categories, in the order of the criteria lines of a release."""

    AUDIENCE = "audience", _("Target group")
    SUBJECT = "subject", _("Subject area")
    SCOPE = "scope", _("Scope")
    KIND = "kind", _("Kind of press release")
    LANGUAGE = "language", _("Language")
    COUNTRY = "country", _("Country")
    PROVINCE = "province", _("State / canton")
    EVENT_KIND = "event-kind", _("Kind of event")


class Criterion(models.Model):
    """One value of a category. `slug` is stable and unique in its category; labels may be reworded."""

    category = models.CharField(_("category"), max_length=20, choices=Category.choices)
    slug = models.SlugField(_("slug"), max_length=60)
    de = models.CharField(_("German label"), max_length=120)
    en = models.CharField(_("English label"), max_length=120)
    aliases = models.JSONField(_("other spellings"), default=list, blank=True)
    portal_id = models.CharField(_("number at the portal"), max_length=20, blank=True)
    country = models.CharField(_("country of a state or canton"), max_length=10, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        constraints = [models.UniqueConstraint(fields=["category", "slug"], name="criteria_slug_once")]
        ordering = ["category", "position", "slug"]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The label in the reader's language."""
        return self.de if (translation.get_language() or "de").startswith("de") else self.en

    @property
    def uri(self) -> str:
        """How the value travels in a news item: `wirkt:subject/biology`."""
        return f"wirkt:{self.category}/{self.slug}"


def load_vocabulary() -> int:
    """Add shipped values that are missing; what an operator reworded stays. Returns how many were added."""
    known = set(Criterion.objects.values_list("category", "slug"))
    missing = [
        Criterion(
            category=category.slug,
            slug=value.slug,
            de=value.de,
            en=value.en,
            aliases=list(value.aliases),
            portal_id=value.idw or "",
            country=value.country or "",
            position=position,
        )
        for category in VOCABULARY.values()
        for position, value in enumerate(category.values)
        if (category.slug, value.slug) not in known
    ]
    Criterion.objects.bulk_create(missing, ignore_conflicts=True)
    return len(missing)
