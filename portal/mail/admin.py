from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html

from portal.mail import kinds, naming, outbox, recipients, trouble
from portal.mail.models import Mail, NightlyCheck, Sending, SuppressedAddress

TWO_LINES = '{}<br><span class="lw-admin-second">{}</span>'
LINK = '<a href="{}">{}</a>'
SEALED = "Verborgen: zoek op het e-mailadres"  # the row holds no more than a hash of it
LOOKED_UP = ["subject", "recipient", "occasion", "message_id", "not_after", "try_at", "attempts",
             "handing_over_at", "possible_copies", "created_at"]  # fmt: skip


def moment(at):
    return date_format(timezone.localtime(at), "D j M Y, H:i").lower()


class ReadOnlyAdmin(admin.ModelAdmin):
    """Rows to look at; what may be done with them are the actions of the list."""

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return obj is None and super().has_change_permission(request)


class MailList(ChangeList):
    """With names for the keys of the rows on the page, in a query for each sort of key."""

    def get_results(self, request):
        super().get_results(request)
        self.result_list = named(self.result_list)


def named(rows):
    rows = list(rows)
    names = naming.names_of([key for row in rows for key in (row.recipient, row.subject)])
    for row in rows:
        row.recipient_name, row.subject_name = names.get(row.recipient), names.get(row.subject)
    return rows


class KindFilter(admin.SimpleListFilter):
    title = "soort"
    parameter_name = "kind"

    def lookups(self, request, model_admin):
        return kinds.labels()

    def queryset(self, request, queryset):
        return queryset.filter(kind=self.value()) if self.value() else queryset


@admin.action(description="Opnieuw versturen", permissions=["change"])
def send_again(model_admin, request, chosen):
    rows = list(chosen.resendable())
    count = chosen.try_again(timezone.now())
    model_admin.note(request, rows, "Opnieuw versturen.")
    messages.success(request, f"Opnieuw te versturen: {count} van {chosen.count()}.")


@admin.action(description="Intrekken: niet meer versturen", permissions=["change"])
def drop(model_admin, request, chosen):
    rows = list(chosen.open())
    count = outbox.cancel(pk__in=[row.pk for row in rows], reason=outbox.DROPPED)
    model_admin.note(request, rows, outbox.DROPPED)
    messages.success(request, f"Ingetrokken: {count} van {chosen.count()}.")


@admin.action(description="Teruggekomen in ons postvak", permissions=["change"])
def bounced(model_admin, request, chosen):
    rows = list(chosen.filter(state=Mail.State.ACCEPTED))
    count = Mail.objects.filter(pk__in=[row.pk for row in rows]).bounce(timezone.now())
    model_admin.note(request, rows, "Teruggekomen.")
    messages.success(request, f"Teruggekomen: {count} van {chosen.count()}.")


@admin.register(Mail)
class MailAdmin(ReadOnlyAdmin):
    """Search, send again, drop; hold all mail and let it go. Who did what is in the history."""

    actions = [send_again, drop, bounced]
    date_hierarchy = "due_at"
    fieldsets = [
        (None, {"fields": ["label", "who", "what", "outcome", "when", "settled_at"]}),
        ("Voor wie het uitzoekt", {"fields": LOOKED_UP, "classes": ["collapse"]}),
    ]
    list_display = ["label", "who", "what", "outcome", "when"]
    list_filter = ["state", KindFilter]
    list_per_page = 50
    ordering = ["-due_at", "pk"]
    search_fields = ["kind", "subject", "recipient", "occasion", "message_id"]
    search_help_text = "Zoek op e-mailadres, of op een deel van onderwerp, ontvanger of aanleiding."
    show_full_result_count = False

    class Media:
        css = {"all": ["mail/admin.css"]}

    def get_changelist(self, request, **kwargs):
        return MailList

    def get_object(self, request, object_id, from_field=None):
        found = super().get_object(request, object_id, from_field)
        return found and named([found])[0]

    @admin.display(description="soort", ordering="kind")
    def label(self, row):
        return dict(kinds.labels()).get(row.kind, row.kind)

    @admin.display(description="aan")
    def who(self, row):
        if name := row.recipient_name:
            return format_html(TWO_LINES, name.title, name.detail)
        return SEALED if row.urgent else row.recipient

    @admin.display(description="over")
    def what(self, row):
        if row.subject == row.recipient or row.urgent:
            return "—"
        name = row.subject_name
        return format_html(LINK, name.url, name.title) if name else row.subject

    @admin.display(description="stand", ordering="state")
    def outcome(self, row):
        again = ""
        if row.state == Mail.State.RETRY:
            again = f"Volgende poging: {moment(row.try_at)}."
        return format_html(TWO_LINES, row.get_state_display(), f"{row.answer} {again}".strip())

    @admin.display(description="wanneer", ordering="due_at")
    def when(self, row):
        return moment(row.due_at)

    def get_search_results(self, request, queryset, search_term):
        if "@" in search_term and not search_term.startswith("<"):
            return queryset.filter(recipient__in=recipients.keys_of(search_term.strip())), False
        return super().get_search_results(request, queryset, search_term)

    def changelist_view(self, request, extra_context=None):
        now = timezone.now()
        context = {
            "title": "Berichten",
            "sending": Sending.objects.current(),
            "trouble": trouble.in_words(now),
            "waiting": Mail.objects.due(now).count(),
            "may_hold": self.has_change_permission(request),
        }
        return super().changelist_view(request, context | (extra_context or {}))

    def get_urls(self):
        switches = [
            path("stilzetten/", self.admin_site.admin_view(self.hold), name="mail_hold"),
            path("vrijgeven/", self.admin_site.admin_view(self.release), name="mail_release"),
        ]
        return switches + super().get_urls()

    def hold(self, request):
        reason = request.POST.get("reason", "").strip() or "Stilgezet in het beheer."
        self._refuse_unless_allowed(request)
        Sending.objects.hold(reason, timezone.now())
        return self._switched(request, f"De post staat stil: {reason}")

    def release(self, request):
        self._refuse_unless_allowed(request)
        Sending.objects.release()
        return self._switched(request, "De post is vrijgegeven.")

    def _refuse_unless_allowed(self, request):
        if request.method != "POST" or not self.has_change_permission(request):
            raise Http404

    def _switched(self, request, words):
        self.log_change(request, Sending.objects.current(), words)
        messages.success(request, words)
        return redirect("admin:mail_mail_changelist")

    def note(self, request, rows, words):
        for row in rows:
            self.log_change(request, row, words)


@admin.register(NightlyCheck)
class NightlyCheckAdmin(ReadOnlyAdmin):
    list_display = ["name", "night", "number"]
    ordering = ["-night", "name"]

    @admin.display(description="bevindingen")
    def number(self, row):
        return len(row.findings)


@admin.register(SuppressedAddress)
class SuppressedAddressAdmin(ReadOnlyAdmin):
    """An address that works again is deleted here, and gets mail from then on."""

    list_display = ["address", "answer", "since"]
    ordering = ["-since"]
    search_fields = ["address"]

    def has_delete_permission(self, request, obj=None):
        return admin.ModelAdmin.has_delete_permission(self, request, obj)
