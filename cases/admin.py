from django.contrib import admin
from django.db import models

from .models import CaseStudy, Ownership, Publication, PublicationPart, Series, SeriesPart


class OwnershipInline(admin.TabularInline):
    model = Ownership
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


@admin.register(Publication)
class PublicationAdmin(admin.ModelAdmin):
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
