from django.contrib import admin
from django.db.models.functions import Lower

from .models import LearningFormat, Synonym, Theme


class SynonymInline(admin.TabularInline):
    model = Synonym
    extra = 1


@admin.register(Theme)
class ThemeAdmin(admin.ModelAdmin):
    fields = ["name", "slug", "origin", "tooi_codes", "iv3"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [SynonymInline]
    list_display = ["name", "origin"]
    list_filter = ["origin"]
    search_fields = ["name", "synonyms__word"]
    ordering = [Lower("name")]


@admin.register(LearningFormat)
class LearningFormatAdmin(admin.ModelAdmin):
    prepopulated_fields = {"code": ["name"]}
    list_display = ["name", "setting"]
    list_filter = ["setting"]
    search_fields = ["name", "description"]
    ordering = [Lower("name")]
