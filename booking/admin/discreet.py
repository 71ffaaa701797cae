class DiscreetLogMixin:
    """The admin's log knows requests by their reference alone, not by who asked."""

    def log_addition(self, request, obj, message):
        return named_by_reference(super().log_addition(request, obj, message), obj)

    def log_change(self, request, obj, message):
        return named_by_reference(super().log_change(request, obj, message), obj)


def named_by_reference(entry, asked):
    entry.object_repr = asked.reference
    entry.save(update_fields=["object_repr"])
    return entry
