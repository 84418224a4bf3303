"""Press releases: what they hold and how to ask for them."""

import secrets
import unicodedata

from django.db import models
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from wirkt.criteria.models import Criterion
from wirkt.journal.visibility import Gated, GatedPart, GatedQuerySet
from wirkt.organisations.models import ContactPoint, Organisation
from wirkt.releases import richtext

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32: no letter that reads like a digit
ID_LENGTH = 16  # 80 random bits
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def new_id() -> str:
    """80 random bits; says nothing about order or number."""
    return "".join(secrets.choice(ALPHABET) for _ in range(ID_LENGTH))


def speaking(title: str) -> str:
    """The part of an address that a person can read."""
    text = unicodedata.normalize("NFKC", title).casefold().translate(UMLAUTS)
    return slugify(text)[:80].rstrip("-") or "release"


class PressReleaseQuerySet(GatedQuerySet["PressRelease"]):
    def in_full(self) -> "PressReleaseQuerySet":
        """With everything a page or an export shows, in a fixed number of queries."""
        return self.select_related(
            "organisation", "organisation__country", "organisation__province", "translation_of"
        ).prefetch_related("criteria", "contacts", "links", "images", "quotations")

    def as_searched(self) -> "PressReleaseQuerySet":
        """With what the search looks at and a hit shows, in a fixed number of queries."""
        return self.select_related("organisation", "organisation__country", "organisation__province").prefetch_related(
            "criteria", "contacts", "images"
        )

    def in_short(self) -> "PressReleaseQuerySet":
        """With what one entry of a list shows, in a fixed number of queries."""
        return self.select_related("organisation").prefetch_related("criteria", "images")


class PressRelease(Gated):
    """One press release. `id` is public and random, `uri` is its name in the world and never changes."""

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id, editable=False)
    uri = models.CharField(max_length=500, unique=True)
    slug = models.SlugField(max_length=80, editable=False)
    title = models.CharField(_("title"), max_length=500)
    title_proposed = models.BooleanField(_("title proposed on import"), default=False)
    subtitle = models.CharField(_("subtitle"), max_length=500, blank=True)
    lead = models.TextField(_("lead"), blank=True)
    language = models.CharField(_("language"), max_length=35)
    places = models.JSONField(_("places of the dateline"), default=list, blank=True)
    dateline_date = models.DateField(_("day of the dateline"), null=True, blank=True)
    body = models.TextField(_("text"))
    boilerplate = models.TextField(_("about the institution"), blank=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="releases", verbose_name=_("issued by"))
    criteria = models.ManyToManyField(Criterion, verbose_name=_("criteria"), blank=True)
    translation_of = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="translations", verbose_name=_("translation of")
    )
    original_publication = models.CharField(_("original publication"), max_length=1000, blank=True)
    publish_zone = models.CharField(_("zone of entry"), max_length=60, default="Europe/Berlin")
    first_published = models.DateTimeField(_("first published"), null=True, blank=True, editable=False)
    created = models.DateTimeField(auto_now_add=True)
    changed = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=0, editable=False)
    source = models.CharField(_("imported from"), max_length=1000, blank=True, editable=False)
    source_format = models.CharField(max_length=20, blank=True, editable=False)
    source_hash = models.CharField(max_length=64, blank=True, editable=False)
    external_number = models.CharField(_("number at the source"), max_length=60, blank=True, db_index=True)

    objects = PressReleaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("press release")
        verbose_name_plural = _("press releases")
        constraints = [
            models.CheckConstraint(
                name="releases_approved_has_hour",
                condition=~models.Q(state__in=["approved", "published"]) | models.Q(publish_at__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["state", "publish_at"]), models.Index(fields=["-publish_at", "id"])]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: object, **options: object) -> None:
        self.tidy()
        super().save(*args, **options)  # type: ignore[arg-type]

    def tidy(self) -> None:
        """Bring every text into the one form that is stored; runs before each way of saving."""
        self.title = richtext.plain(self.title)
        self.subtitle = richtext.plain(self.subtitle)
        self.lead = richtext.plain(self.lead)
        self.boilerplate = richtext.plain(self.boilerplate)
        self.body = richtext.clean(self.body)
        self.slug = speaking(self.title)

    @property
    def key(self) -> str:
        """Its name in the journal and the index."""
        return f"release:{self.id}"

    @property
    def published_at(self) -> object:
        """The hour that readers are shown: the first publication."""
        return self.first_published or self.publish_at

    def get_absolute_url(self) -> str:
        return reverse("release", args=[self.id, self.slug])


class ReleasePart(GatedPart):
    """Something that belongs to one release, in its order."""

    gate = "release__"
    position = models.PositiveSmallIntegerField(default=0)

    class Meta(GatedPart.Meta):
        abstract = True
        ordering = ["position", "id"]


class ContactQuerySet(GatedQuerySet["Contact"]):
    pass


class Contact(ReleasePart):
    """Whom to ask about this release. `phone_e164` is empty where the number as typed is not a telephone number."""

    release = models.ForeignKey(PressRelease, models.CASCADE, related_name="contacts")
    role = models.CharField(_("role"), max_length=10, choices=ContactPoint.Role.choices)
    name = models.CharField(_("name"), max_length=200, blank=True)
    function = models.CharField(_("function"), max_length=200, blank=True)
    organisation = models.CharField(_("organisation"), max_length=300, blank=True)
    email = models.CharField(_("e-mail"), max_length=254, blank=True)
    phone = models.CharField(_("telephone"), max_length=60, blank=True)
    phone_e164 = models.CharField(max_length=20, blank=True, editable=False)

    objects = ContactQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name or self.email


class LinkQuerySet(GatedQuerySet["Link"]):
    pass


class Link(ReleasePart):
    """A link below the text. Where the source cut the address, `url` is empty and `shown` is what it printed."""

    class Kind(models.TextChoices):
        INFORMATION = "information", _("Information")
        REGISTRATION = "registration", _("Registration")
        PROJECT = "project", _("Project")
        PUBLICATION = "publication", _("Publication")

    release = models.ForeignKey(PressRelease, models.CASCADE, related_name="links")
    url = models.URLField(_("address"), max_length=2000, blank=True)
    shown = models.CharField(_("address as printed"), max_length=2000, blank=True)
    label = models.CharField(_("label"), max_length=300, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.INFORMATION)
    truncated = models.BooleanField(default=False)

    objects = LinkQuerySet.as_manager()

    def __str__(self) -> str:
        return self.label or self.shown


class ImageQuerySet(GatedQuerySet["Image"]):
    pass


class Image(ReleasePart):
    """A picture and its rights. Without `file` the source only pointed to it (`source_url`) or only named it."""

    release = models.ForeignKey(PressRelease, models.CASCADE, related_name="images")
    file = models.CharField(max_length=200, blank=True, editable=False)
    name = models.CharField(max_length=100, blank=True, editable=False)
    content_type = models.CharField(max_length=40, blank=True, editable=False)
    width = models.PositiveIntegerField(null=True, editable=False)
    height = models.PositiveIntegerField(null=True, editable=False)
    source_url = models.URLField(max_length=2000, blank=True)
    caption = models.TextField(_("caption"), blank=True)
    alt = models.TextField(_("alternative text"), blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    copyright = models.CharField(_("copyright"), max_length=300, blank=True)
    licence = models.CharField(_("licence"), max_length=300, blank=True)

    objects = ImageQuerySet.as_manager()

    def __str__(self) -> str:
        return self.caption[:60]

    def get_absolute_url(self) -> str:
        """Where the picture itself is; empty without a file."""
        return reverse("release_image", args=[self.release_id, self.position, self.name]) if self.file else ""


class QuotationQuerySet(GatedQuerySet["Quotation"]):
    pass


class Quotation(ReleasePart):
    """A sentence of direct speech in the text, citable word for word."""

    release = models.ForeignKey(PressRelease, models.CASCADE, related_name="quotations")
    sentence = models.TextField(_("sentence"))
    speaker = models.CharField(_("speaker"), max_length=200, blank=True)

    objects = QuotationQuerySet.as_manager()

    def __str__(self) -> str:
        return self.sentence[:60]


class VersionQuerySet(GatedQuerySet["Version"]):
    pass


class Version(ReleasePart):
    """A published state of the release, kept whole; `position` is its number, from 1."""

    class Kind(models.TextChoices):
        FIRST = "first", _("First publication")
        MINOR = "minor", _("Minor change")
        CORRECTION = "correction", _("Correction")
        ADDITION = "addition", _("Addition")

    release = models.ForeignKey(PressRelease, models.CASCADE, related_name="versions")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.FIRST)
    at = models.DateTimeField()
    reason = models.TextField(blank=True)
    content = models.JSONField()

    objects = VersionQuerySet.as_manager()

    class Meta(ReleasePart.Meta):
        constraints = [models.UniqueConstraint(fields=["release", "position"], name="releases_version_once")]

    def __str__(self) -> str:
        return f"{self.release_id} v{self.position}"
