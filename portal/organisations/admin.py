from django.contrib import admin
from django.db import models

from .models import MailDomain, Merger, Organisation


class MailDomainInline(admin.TabularInline):
    model = MailDomain
    extra = 0


@admin.register(Organisation)
class OrganisationAdmin(admin.ModelAdmin):
    prepopulated_fields = {"slug": ["short_name"]}
    filter_horizontal = ["regions"]
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    inlines = [MailDomainInline]
    list_display = ["short_name", "kind", "province", "ended_on"]
    list_filter = ["kind", "province"]
    list_select_related = ["province"]
    search_fields = ["name", "short_name", "code"]
    ordering = ["sort_key"]


@admin.register(Merger)
class MergerAdmin(admin.ModelAdmin):
    autocomplete_fields = ["old", "new"]
    list_display = ["old", "new", "on"]
    list_select_related = ["old", "new"]
    ordering = ["-on", "old__sort_key"]
