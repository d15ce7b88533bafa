from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models.functions import Lower
from django.forms import BaseInlineFormSet

from . import renaming
from .models import LearningFormat, Synonym, Theme


class SynonymFormSet(BaseInlineFormSet):
    def clean(self):
        """The database asks the same, but an inline form does not know its theme yet."""
        super().clean()
        kept = [form for form in self.forms if form not in self.deleted_forms]
        words = [form.cleaned_data.get("word", "").casefold() for form in kept if form.is_valid()]
        if twice := sorted({word for word in words if word and words.count(word) > 1}):
            raise ValidationError(f"Dit woord staat al bij dit thema: {', '.join(twice)}.")


class SynonymInline(admin.TabularInline):
    model = Synonym
    formset = SynonymFormSet
    extra = 1


class WordAdmin(admin.ModelAdmin):
    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if change and "name" in form.changed_data:
            renaming.tell(obj)


@admin.register(Theme)
class ThemeAdmin(WordAdmin):
    fields = ["name", "slug", "origin", "tooi_codes", "iv3"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [SynonymInline]
    list_display = ["name", "origin"]
    list_filter = ["origin"]
    search_fields = ["name", "synonyms__word"]
    ordering = [Lower("name")]


@admin.register(LearningFormat)
class LearningFormatAdmin(WordAdmin):
    prepopulated_fields = {"code": ["name"]}
    list_display = ["name", "setting"]
    list_filter = ["setting"]
    search_fields = ["name", "description"]
    ordering = [Lower("name")]
