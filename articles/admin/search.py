from copy import copy

from django.db import transaction

from ..search import renew


class SearchedMixin:
    """Rows whose text is searched: what an editor does to one, the search knows at once.

    It comes first among the bases.
    """

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        renew(form.instance)

    def delete_model(self, request, obj):
        gone = copy(obj)  # with its key
        super().delete_model(request, obj)
        renew(gone)

    @transaction.atomic
    def delete_queryset(self, request, queryset):
        gone = list(queryset)
        super().delete_queryset(request, queryset)
        renew(*gone)

    @transaction.atomic
    def move_row(self, row, step):
        super().move_row(row, step)
        renew()

    @transaction.atomic
    def place_row(self, row, place, seen):
        super().place_row(row, place, seen)
        renew()
