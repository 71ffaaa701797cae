from django.contrib import admin, messages
from django.contrib.admin.views.main import ALL_VAR, ChangeList
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseNotAllowed, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.html import format_html

STEPS = {"up": -1, "down": 1}
CHANGED_MEANWHILE = (
    "Nothing was moved: someone else changed this list meanwhile. Load it again."
)


class OrderedList(ChangeList):
    @property
    def is_whole(self) -> bool:
        """Whether it shows every row, in the rows' own order."""
        return not set(self.params) - {ALL_VAR} and not (
            self.multi_page and not self.show_all
        )


class OrderedAdmin(admin.ModelAdmin):
    """Rows that are dragged into order, or moved with buttons; a new row goes last."""

    change_list_template = "admin/articles/ordered_change_list.html"

    class Media:
        css = {"all": ["css/admin/ordering.css"]}
        js = ["js/admin/ordering.js"]

    def get_changelist(self, request, **kwargs):
        return OrderedList

    def changelist_view(self, request, extra_context=None):
        may_order = {"may_order": self.has_change_permission(request)}
        return super().changelist_view(request, may_order | (extra_context or {}))

    def get_list_display(self, request):
        columns = super().get_list_display(request)
        return [*columns, "move"] if self.has_change_permission(request) else columns

    @admin.display(description="Order", ordering="order")
    def move(self, row):
        return format_html(
            '<span class="move" data-pk="{}" data-name="{}">{} {}</span>',
            row.pk,
            row,
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
        place = path(
            "<int:pk>/place/",
            self.admin_site.admin_view(self.place_view),
            name=f"{self.url_name}_place",
        )
        return [move, place, *super().get_urls()]

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

    def place_view(self, request, pk):
        """Put a row where it was dropped in the list as its editor saw it."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        row = get_object_or_404(self.get_queryset(request), pk=pk)
        if not self.has_change_permission(request, row):
            raise PermissionDenied
        try:
            place = int(request.POST.get("place", ""))
            seen = [int(each) for each in request.POST.get("seen", "").split(",")]
            self.place_row(row, place, seen)
        except ValueError:
            return JsonResponse({"error": CHANGED_MEANWHILE}, status=409)
        self.log_change(request, row, f"Moved to place {place + 1}.")
        return JsonResponse({})

    def move_row(self, row, step):
        self.model.objects.move(row.pk, step)

    def place_row(self, row, place, seen):
        self.model.objects.move_to(row.pk, place, seen)

    def save_model(self, request, obj, form, change):
        if not change:
            obj.order = self.model.objects.next_order()
        super().save_model(request, obj, form, change)
