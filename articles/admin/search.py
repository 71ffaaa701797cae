from django.db import transaction

from ..search import rebuild


class SearchedMixin:
    """Rows whose text is searched: what an editor does to one, the search knows at once.

    It comes first among the bases.
    """

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        rebuild()

    def delete_model(self, request, obj):
        super().delete_model(request, obj)
        rebuild()

    @transaction.atomic
    def delete_queryset(self, request, queryset):
        super().delete_queryset(request, queryset)
        rebuild()

    @transaction.atomic
    def move_row(self, row, step):
        super().move_row(row, step)
        rebuild()

    @transaction.atomic
    def place_row(self, row, place, seen):
        super().place_row(row, place, seen)
        rebuild()
