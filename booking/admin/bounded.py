"""Lists that stay quick however long they get: each page reads a bounded number of rows."""

from django.contrib.admin import ShowFacets
from django.contrib.admin.views.main import ORDER_VAR, ChangeList
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.utils.functional import cached_property

MOST = 10_000  # rows that are counted, leafed through and searched; filters reach all


class BoundedPaginator(Paginator):
    most = f"{MOST:,}"

    @property
    def count(self):
        return min(self.counted, MOST)

    @property
    def is_cut(self) -> bool:
        return self.counted > MOST

    @cached_property
    def counted(self) -> int:
        """How many rows there are, or one more than MOST."""
        return self.object_list.order_by().values("pk")[: MOST + 1].count()


class BoundedList(ChangeList):
    """In its own order, which an index has: any other would sort every row."""

    def get_results(self, request):
        super().get_results(request)
        if not (self.query or self.has_active_filters):  # then nothing was left out
            self.full_result_count = self.result_count

    def get_ordering(self, request, queryset):
        self.params.pop(ORDER_VAR, None)
        return super().get_ordering(request, queryset)


class BoundedMixin:
    change_list_template = "admin/booking/bounded_change_list.html"
    paginator = BoundedPaginator
    show_facets = ShowFacets.NEVER
    show_full_result_count = False
    sortable_by = ()

    def get_changelist(self, request, **kwargs):
        return BoundedList

    def get_search_results(self, request, queryset, search_term):
        # No index knows a part of a name, so each row has to be read.
        rows = newest(queryset) if search_term else queryset
        return super().get_search_results(request, rows, search_term)


def newest(rows: QuerySet) -> QuerySet:
    """The rows that were made last, MOST of them at the most."""
    made = rows.order_by("-created_at").values_list("created_at", flat=True)
    last = made[MOST - 1 : MOST].first()
    return rows.filter(created_at__gte=last) if last else rows
