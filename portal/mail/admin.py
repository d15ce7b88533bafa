from django.contrib import admin, messages
from django.utils import timezone

from portal.mail.models import Mail, Sending, SuppressedAddress


class ReadOnlyAdmin(admin.ModelAdmin):
    """Rows to look at; what may be done with them are the actions of the list."""

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return obj is None and super().has_change_permission(request)


@admin.action(description="De post vrijgeven", permissions=["change"])
def release(model_admin, request, chosen):
    Sending.objects.release()
    messages.success(request, "De post is vrijgegeven.")


@admin.action(description="De post stilzetten", permissions=["change"])
def hold(model_admin, request, chosen):
    Sending.objects.hold("Stilgezet in het beheer.", timezone.now())
    messages.success(request, "De post staat stil.")


@admin.action(description="Opnieuw versturen", permissions=["change"])
def send_again(model_admin, request, chosen):
    count = chosen.try_again(timezone.now())
    messages.success(request, f"Opnieuw te versturen: {count} van {chosen.count()}.")


@admin.register(Mail)
class MailAdmin(ReadOnlyAdmin):
    actions = [send_again, hold, release]
    date_hierarchy = "due_at"
    exclude = ["payload"]
    list_display = ["kind", "subject", "recipient", "state", "due_at", "attempts", "answer"]
    list_filter = ["state", "kind"]
    ordering = ["-due_at", "pk"]
    search_fields = ["kind", "subject", "recipient", "occasion", "message_id"]
    show_full_result_count = False

    def changelist_view(self, request, extra_context=None):
        sending = Sending.objects.current()
        if sending.held_at and request.method == "GET":
            messages.warning(request, f"De post is {sending}")
        return super().changelist_view(request, extra_context)


@admin.register(Sending)
class SendingAdmin(ReadOnlyAdmin):
    actions = [hold, release]
    list_display = ["__str__", "scanned_at", "held_at"]


@admin.register(SuppressedAddress)
class SuppressedAddressAdmin(ReadOnlyAdmin):
    """An address that works again is deleted here, and gets mail from then on."""

    list_display = ["address", "answer", "since"]
    ordering = ["-since"]
    search_fields = ["address"]

    def has_delete_permission(self, request, obj=None):
        return admin.ModelAdmin.has_delete_permission(self, request, obj)
