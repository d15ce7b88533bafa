from django.contrib import admin

from .models import Course


@admin.register(Course)
class CourseAdmin(admin.ModelAdmin):
    """Who gives a course, besides who proposed it; editions change by actions only."""

    list_display = ["title", "level", "learning_format", "published_at"]
    search_fields = ["title", "summary"]
    autocomplete_fields = ["trainers"]
    fields = ["trainers"]

    def has_add_permission(self, request):
        return False  # a course is proposed on its own page
