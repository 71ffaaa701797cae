"""The accounts, with their second factor. Nobody's secret has a page in the admin."""

from django.contrib import admin, messages
from django.contrib.auth import get_user_model
from django.contrib.auth.admin import UserAdmin
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from ..auth.second_factor.devices import turn_off, with_factor

User = get_user_model()
admin.site.unregister([User, StaticDevice, TOTPDevice])


@admin.register(User)
class AccountAdmin(UserAdmin):
    list_display = [*UserAdmin.list_display, "has_second_factor"]
    actions = ["reset_second_factor"]

    def get_queryset(self, request):
        return with_factor(super().get_queryset(request))

    @admin.display(description="Second factor", boolean=True, ordering="factor_id")
    def has_second_factor(self, user):
        return user.factor_id is not None

    def has_reset_permission(self, request):
        return request.user.is_superuser

    @admin.action(description="Reset the second factor", permissions=["reset"])
    def reset_second_factor(self, request, queryset):
        """For who lost phone and recovery codes. One's own takes a code, so that a session
        left open is not enough."""
        lost = queryset.exclude(pk=request.user.pk).exclude(factor_id=None)
        names = [user.get_username() for user in lost]
        for user in lost:
            turn_off(user, "Reset the second factor.", by=request.user)
        if queryset.filter(pk=request.user.pk).exists():
            messages.warning(request, "Switch your own off on its page, with a code.")
        if names:
            done = f"Reset: {', '.join(names)}. For now a password alone signs them in."
            messages.success(request, done)
