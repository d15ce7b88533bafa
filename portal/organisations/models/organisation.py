import unicodedata

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Lower, Upper
from django.urls import reverse

from .place import Province, Region

ACCENTED, PLAIN = "áàâäãåéèêëíìîïóòôöõúùûüçñý", "aaaaaaeeeeiiiiooooouuuucny"


def sort_key_of(field):
    """Without accents, in lower case, and «'s-Gravenhage» under the g."""
    lower = Lower(F(field))
    plain = Func(lower, Value(ACCENTED), Value(PLAIN), function="translate")
    return Func(plain, Value("^['’][st][- ]"), Value(""), function="regexp_replace")


class OrganisationQuerySet(models.QuerySet):
    def current(self):
        """Those that exist today; a merged municipality does not."""
        return self.filter(ended_on=None)

    def municipalities(self):
        return self.filter(kind=Organisation.Kind.MUNICIPALITY)

    def named(self, text):
        """Those whose name holds the text; accents and capitals do not matter."""
        letters = unicodedata.normalize("NFKD", text.strip().lower())
        plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
        return self.filter(Q(name__icontains=text.strip()) | Q(sort_key__contains=plain))

    def in_size(self, size_class):
        low, high = size_class.value_range
        return self.filter(inhabitants__gte=low, inhabitants__lt=high)


class SizeClass(models.TextChoices):
    """Size of a municipality by inhabitants: the classes that VNG reports in."""

    SMALLEST = "tot-20", "minder dan 20.000 inwoners"
    SMALL = "20-50", "20.000 tot 50.000 inwoners"
    MIDDLE = "50-100", "50.000 tot 100.000 inwoners"
    LARGE = "100-250", "100.000 tot 250.000 inwoners"
    LARGEST = "vanaf-250", "meer dan 250.000 inwoners"

    @property
    def value_range(self):
        bounds = [0, 20_000, 50_000, 100_000, 250_000, 1_000_000_000]
        place = list(SizeClass).index(self)
        return bounds[place], bounds[place + 1]

    @classmethod
    def of(cls, inhabitants):
        return next(size for size in cls if inhabitants < size.value_range[1])


class Organisation(models.Model):
    """A municipality or another public body that learns here."""

    class Kind(models.TextChoices):
        MUNICIPALITY = "municipality", "gemeente"
        PROVINCE = "province", "provincie"
        WATER_BOARD = "water_board", "waterschap"
        MINISTRY = "ministry", "ministerie"
        ASSOCIATION = "association", "koepel of fonds"

    kind = models.CharField("soort", max_length=20, choices=Kind)
    code = models.CharField("code", max_length=40, unique=True, help_text="CBS-code of TOOI-adres")
    name = models.CharField("naam", max_length=120)
    short_name = models.CharField("korte naam", max_length=120)
    sort_key = models.GeneratedField(
        expression=sort_key_of("short_name"),
        output_field=models.CharField(max_length=120),
        db_persist=True,
    )
    slug = models.SlugField(unique=True, max_length=120)
    province = models.ForeignKey(
        Province, models.PROTECT, null=True, blank=True, verbose_name="provincie"
    )
    regions = models.ManyToManyField(Region, blank=True, verbose_name="regio's")
    inhabitants = models.PositiveIntegerField("inwoners op 1-1-2024", null=True, blank=True)
    latitude = models.DecimalField(
        "breedtegraad", max_digits=8, decimal_places=5, null=True, blank=True
    )
    longitude = models.DecimalField(
        "lengtegraad", max_digits=8, decimal_places=5, null=True, blank=True
    )
    website = models.URLField("website", blank=True)
    ended_on = models.DateField("opgeheven op", null=True, blank=True)
    words = models.GeneratedField(
        expression=SearchVector("short_name", "name", weight="A", config="dutch"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = "organisatie"
        verbose_name_plural = "organisaties"
        indexes = [
            models.Index(fields=["sort_key"], name="organisation_sort_key"),
            GinIndex(fields=["words"], name="organisation_words"),
            GinIndex(OpClass(Upper("short_name"), "gin_trgm_ops"), name="organisation_letters"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="municipality") | Q(province__isnull=False),
                name="municipality_lies_in_a_province",
                violation_error_message="Kies de provincie waarin de gemeente ligt.",
            ),
        ]

    def __str__(self):
        return self.short_name

    def get_absolute_url(self):
        return reverse("discovery:organisation", args=[self.slug])

    @property
    def full_name(self):
        """«gemeente Soest»; another organisation's name says itself what it is."""
        is_municipality = self.kind == self.Kind.MUNICIPALITY
        return f"gemeente {self.short_name}" if is_municipality else self.name

    @property
    def size_class(self):
        return None if self.inhabitants is None else SizeClass.of(self.inhabitants)

    def mergers(self):
        """The mergers it was part of, as the old or as the new municipality."""
        found = Merger.objects.filter(Q(old=self) | Q(new=self))
        return found.select_related("old", "new").order_by("on", "old__sort_key")


class Merger(models.Model):
    """On a day, one municipality went on in another; both names stay readable."""

    old = models.ForeignKey(
        Organisation, models.PROTECT, related_name="merged_into", verbose_name="oude gemeente"
    )
    new = models.ForeignKey(
        Organisation, models.PROTECT, related_name="merged_from", verbose_name="nieuwe gemeente"
    )
    on = models.DateField("op")
    kind = models.CharField("soort", max_length=120)
    source = models.CharField("bron", max_length=200)

    class Meta:
        verbose_name = "herindeling"
        verbose_name_plural = "herindelingen"
        constraints = [
            models.UniqueConstraint(fields=["old", "new"], name="merger_once"),
            models.CheckConstraint(
                condition=~Q(old=F("new")),
                name="merger_of_two",
                violation_error_message="Een gemeente kan niet in zichzelf opgaan.",
            ),
        ]

    def __str__(self):
        return f"{self.old} → {self.new}"


class MailDomain(models.Model):
    """Who has an address at this domain works at this organisation: an organiser said so."""

    domain = models.CharField("domein", max_length=120, unique=True)
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="mail_domains", verbose_name="organisatie"
    )
    approved_at = models.DateTimeField("goedgekeurd op")

    class Meta:
        verbose_name = "maildomein"
        verbose_name_plural = "maildomeinen"
        constraints = [
            models.CheckConstraint(
                condition=Q(domain=Lower("domain")),
                name="mail_domain_in_lower_case",
                violation_error_message="Schrijf het domein in kleine letters.",
            ),
        ]

    def __str__(self):
        return self.domain
