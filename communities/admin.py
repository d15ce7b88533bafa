from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import FilteredSelectMultiple
from django.utils import timezone

from portal.gatherings import actions
from portal.gatherings.forms import DaysField
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
    reminder_days = DaysField(
        label="Herinneringen, in dagen vooraf",
        help_text="Met een komma ertussen, elk om 9:00 uur. Vul 0 in voor geen.",
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

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if "reminder_days" in form.changed_data:
            before = form.initial.get("reminder_days") or []
            actions.change_usual_leads(obj.meetups.all(), before=before, now=timezone.now())
