from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models

from portal.themes import renaming
from portal.themes.models import LearningFormat, Theme

from .actions.words import refresh_words
from .models import (
    CaseStudy,
    Instrument,
    Ownership,
    Publication,
    PublicationPart,
    Series,
    SeriesPart,
)

WHERE_WORDS_STAND = {
    Theme: "published__theme_items__tag",
    LearningFormat: "published__learning_formats",
}


@renaming.register
def find_by_new_name(word):
    refresh_words(CaseStudy.objects.filter(**{WHERE_WORDS_STAND[type(word)]: word}))


class OwnershipFormSet(forms.BaseInlineFormSet):
    def clean(self):
        super().clean()
        if len(self._leads()) != 1:
            raise ValidationError("Kies één organisatie die dit trekt.")

    def save(self, commit=True):
        """Where the lead goes from one to the other there are never two at once."""
        self.instance.ownerships.update(is_lead=False)
        saved = super().save(commit)
        self.instance.ownerships.filter(organisation__in=self._leads()).update(is_lead=True)
        return saved

    def _leads(self):
        kept = [form.cleaned_data for form in self.forms if form not in self.deleted_forms]
        return [owner.get("organisation") for owner in kept if owner.get("is_lead")]


class OwnershipInline(admin.TabularInline):
    model = Ownership
    formset = OwnershipFormSet
    extra = 0
    autocomplete_fields = ["organisation"]


class PublicationPartInline(admin.TabularInline):
    model = PublicationPart
    extra = 0
    autocomplete_fields = ["case"]


class SeriesPartInline(admin.TabularInline):
    model = SeriesPart
    extra = 0
    autocomplete_fields = ["case"]


@admin.register(CaseStudy)
class CaseStudyAdmin(admin.ModelAdmin):
    """Who owns a case is set here; what it says goes through its pages and the editors."""

    list_display = ["slug", "published_at", "archived_at", "from_public_source"]
    list_filter = ["from_public_source"]
    search_fields = ["slug", "published__title"]
    fields = ["from_public_source"]
    inlines = [OwnershipInline]

    def has_add_permission(self, request):
        return False  # a case starts with its first version, on the page to write it

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        refresh_words([form.instance])


class PublicationForm(forms.ModelForm):
    themes = forms.ModelMultipleChoiceField(
        label="Thema's", queryset=Theme.objects.order_by("name"), required=False
    )


@admin.register(Publication)
class PublicationAdmin(admin.ModelAdmin):
    form = PublicationForm
    list_display = ["title", "kind", "year", "publisher"]
    search_fields = ["title"]
    prepopulated_fields = {"slug": ["title"]}
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    autocomplete_fields = ["predecessor", "series"]
    inlines = [PublicationPartInline]


@admin.register(Series)
class SeriesAdmin(admin.ModelAdmin):
    list_display = ["title"]
    search_fields = ["title"]
    prepopulated_fields = {"slug": ["title"]}
    inlines = [SeriesPartInline]


@admin.register(Instrument)
class InstrumentAdmin(admin.ModelAdmin):
    list_display = ["name", "what"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}
    autocomplete_fields = ["cases"]
