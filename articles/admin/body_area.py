from django.contrib import admin

from ..models import BodyArea, QuickRelief, Stretch
from .mixins.content_checks import CheckedForm, ChecksMixin, with_typed
from .mixins.delete_protection import KeptWhileUsedMixin
from .mixins.fixed_slug import FixedSlugMixin
from .mixins.history import KeptMixin
from .mixins.markdown_editor import MarkdownAdminMixin
from .mixins.ordering import OrderedAdmin


class QuickReliefInline(admin.StackedInline):
    model = QuickRelief
    form = CheckedForm
    verbose_name_plural = "quick relief: the one row that every page reads"
    can_delete = False
    min_num = 1
    validate_min = True


@admin.register(BodyArea)
class BodyAreaAdmin(
    KeptWhileUsedMixin,
    KeptMixin,
    FixedSlugMixin,
    MarkdownAdminMixin,
    OrderedAdmin,
):
    inlines = [QuickReliefInline]
    list_display = ["name", "tool", "hold", "updated_at"]
    list_select_related = ["quick_relief"]
    search_fields = ["name", "quick_relief__action", "quick_relief__tool"]
    prepopulated_fields = {"slug": ["name"]}
    filter_horizontal = ["care_cards"]

    def as_typed(self, request, row):
        """With its quick relief, of which the form has the one row."""
        row = super().as_typed(request, row)
        relief = getattr(row, "quick_relief", None) or QuickRelief()
        inline = QuickReliefInline(self.model, self.admin_site)
        fields = inline.get_formset(request).form.base_fields
        row.quick_relief = with_typed(relief, fields, request.POST, "quick_relief-0-")
        return row

    @admin.display(ordering="quick_relief__tool")
    def tool(self, area):
        return area.quick_relief.tool if hasattr(area, "quick_relief") else None

    @admin.display(description="hold")
    def hold(self, area):
        return area.quick_relief.spoken_hold if hasattr(area, "quick_relief") else None


@admin.register(Stretch)
class StretchAdmin(
    KeptWhileUsedMixin,
    KeptMixin,
    FixedSlugMixin,
    ChecksMixin,
    OrderedAdmin,
):
    list_display = ["name", "target", "hold", "sides"]
    list_filter = ["areas"]
    search_fields = ["name", "steps", "caution"]
    prepopulated_fields = {"slug": ["name"]}
    filter_horizontal = ["areas"]

    @admin.display(ordering="hold_from_seconds")
    def hold(self, stretch):
        return stretch.spoken_hold
