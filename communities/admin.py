from django.contrib import admin

from .models import Community, Membership


class MembershipInline(admin.TabularInline):
    model = Membership
    autocomplete_fields = ["user"]
    fields = ["user", "role", "joined_at", "accepted_at"]
    extra = 0


@admin.register(Community)
class CommunityAdmin(admin.ModelAdmin):
    """Meetups are not here: they change by actions only, which plan the mail."""

    list_display = ["name", "kind", "professional_group", "ends_on"]
    list_filter = ["kind"]
    search_fields = ["name", "purpose"]
    prepopulated_fields = {"slug": ["name"]}
    filter_horizontal = ["regions"]
    inlines = [MembershipInline]
