from django.contrib import admin

from .models import FailedSearch


@admin.register(FailedSearch)
class FailedSearchAdmin(admin.ModelAdmin):
    """What colleagues said is missing. A synonym at a theme, or a new example, is the answer."""

    list_display = ["words", "times", "last_on"]
    search_fields = ["words"]
    ordering = ["-times", "-last_on", "words"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False
