from django.contrib import admin


class ReadOnlyAdmin(admin.ModelAdmin):
    """Rows that are looked at: only what the domain does to them changes them.

    A list stays in its own order, and counts no more than it has to.
    """

    show_facets = admin.ShowFacets.NEVER
    show_full_result_count = False
    sortable_by = ()

    def has_change_permission(self, request, obj=None):
        return obj is None and super().has_change_permission(request)

    def has_delete_permission(self, request, obj=None):
        return False
