from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.html import format_html

STEPS = {"up": -1, "down": 1}


class OrderedAdmin(admin.ModelAdmin):
    """Rows with buttons that move them up and down; a new row goes last."""

    class Media:
        css = {"all": ["css/ordering.css"]}

    def get_list_display(self, request):
        columns = super().get_list_display(request)
        return [*columns, "move"] if self.has_change_permission(request) else columns

    @admin.display(description="Order", ordering="order")
    def move(self, row):
        return format_html(
            '<span class="move">{} {}</span>',
            self.move_button(row, "up", "↑"),
            self.move_button(row, "down", "↓"),
        )

    def move_button(self, row, direction, arrow):
        # Within the list's own form, which brings the CSRF token.
        return format_html(
            '<button class="button" formaction="{}" aria-label="Move {} {}">{}</button>',
            reverse(f"admin:{self.url_name}_move", args=[row.pk, direction]),
            row,
            direction,
            arrow,
        )

    @property
    def url_name(self):
        return f"{self.opts.app_label}_{self.opts.model_name}"

    def get_urls(self):
        move = path(
            "<int:pk>/move/<str:direction>/",
            self.admin_site.admin_view(self.move_view),
            name=f"{self.url_name}_move",
        )
        return [move, *super().get_urls()]

    def move_view(self, request, pk, direction):
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        row = get_object_or_404(self.get_queryset(request), pk=pk)
        if direction not in STEPS or not self.has_change_permission(request, row):
            raise PermissionDenied
        self.move_row(row, STEPS[direction])
        self.log_change(request, row, f"Moved {direction}.")
        messages.success(request, f"“{row}” was moved {direction}.")
        return redirect(f"admin:{self.url_name}_changelist")

    def move_row(self, row, step):
        self.model.objects.move(row.pk, step)

    def save_model(self, request, obj, form, change):
        if not change:
            obj.order = self.model.objects.next_order()
        super().save_model(request, obj, form, change)
