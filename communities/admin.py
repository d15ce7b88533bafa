from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import FilteredSelectMultiple

from portal.themes.models import Theme

from .models import Community, Membership


class CommunityForm(forms.ModelForm):
    """Themes are chosen from the vocabulary; what is typed might not be in it."""

    themes = forms.ModelMultipleChoiceField(
        label="Thema's",
        queryset=Theme.objects.order_by("name"),
        widget=FilteredSelectMultiple("thema's", is_stacked=False),
        required=False,
    )


class MembershipInline(admin.TabularInline):
    model = Membership
    autocomplete_fields = ["user"]
    fields = ["user", "role", "joined_at", "accepted_at"]
    extra = 0


@admin.register(Community)
class CommunityAdmin(admin.ModelAdmin):
    """Meetups are not here: they change by actions only, which plan the mail."""

    form = CommunityForm
    list_display = ["name", "kind", "professional_group", "ends_on"]
    list_filter = ["kind"]
    search_fields = ["name", "purpose"]
    prepopulated_fields = {"slug": ["name"]}
    filter_horizontal = ["regions"]
    inlines = [MembershipInline]
