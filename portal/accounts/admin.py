from django.contrib import admin
from django.contrib.auth import admin as auth_admin  # noqa: F401 - registers what goes below
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import Group
from django.contrib.auth.views import redirect_to_login
from django.http import Http404

from portal.accounts.models import User


@login_not_required
def sign_in(request, extra_context=None):
    """The admin signs in where everybody does; who has no office there finds nothing."""
    if request.user.is_authenticated:
        raise Http404
    return redirect_to_login(request.GET.get("next", "/beheer/"))


admin.site.login = sign_in
admin.site.site_header = admin.site.site_title = "Beheer van Lerend werken"
admin.site.index_title = "Wat je beheert"
admin.site.unregister(Group)  # the groups are the roles, and the code knows them by name


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    """Who may do what. People make and close their accounts themselves."""

    list_display = ["name", "email", "organisation", "role", "is_guest", "is_active"]
    list_filter = ["groups", "role", "is_guest", "is_active"]
    list_select_related = ["organisation"]
    search_fields = ["name", "email", "organisation__name"]
    ordering = ["name"]
    fields = ["email", "name", "function", "organisation", "role", "groups", "is_guest"]
    readonly_fields = ["email"]
    filter_horizontal = ["groups"]

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
