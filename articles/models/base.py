"""What models of the guide share: Markdown, an order of their own, and a history of every
version, for ever, with who made it and when."""

from django.apps import apps
from django.db import models, transaction
from markdownx.models import MarkdownxField
from simple_history.models import HistoricalRecords


def markdown_field(model: type[models.Model]) -> str:
    """The name of the field that holds the Markdown of a row; empty without one."""
    fields = model._meta.concrete_fields
    names = (each.name for each in fields if isinstance(each, MarkdownxField))
    return next(names, "")


def models_with_markdown() -> dict[type[models.Model], str]:
    """Each model of the guide that has such a field, with its name; no old versions."""
    found = {
        model: markdown_field(model)
        for model in apps.get_app_config("articles").get_models()
        if not hasattr(model, "instance_type")
    }
    return {model: name for model, name in found.items() if name}


def signature() -> str:
    """The name of who is at work now; empty for a command."""
    request = getattr(HistoricalRecords.context, "request", None)
    user = getattr(request, "user", None)
    return name_of(user) if user and user.is_authenticated else ""


def name_of(user) -> str:
    return user.get_full_name() or user.get_username()


class Signed(models.Model):
    """A version with the name of who made it, which outlives the account."""

    signed = models.CharField(max_length=310, default=signature, editable=False)

    class Meta:
        abstract = True


class RecordedHistory(HistoricalRecords):
    def __init__(self, **options):
        super().__init__(bases=[Signed], **options)


class OrderedQuerySet(models.QuerySet):
    def next_order(self) -> int:
        """The place after the last row, counted from 1."""
        return (self.aggregate(last=models.Max("order"))["last"] or 0) + 1

    @transaction.atomic
    def put_in_order(self, pks: list[int]) -> None:
        """Number the rows `pks` from 1, in the order given; all rows must be there.

        Raises ValueError when `pks` is not exactly the rows of the table.
        """
        if sorted(pks) != sorted(self.values_list("pk", flat=True)):
            raise ValueError("The order must name every row once.")
        # Beyond the last place first, so that no two rows ever share one.
        beyond = self.next_order() + len(pks)
        for start in (beyond, 1):
            for place, pk in enumerate(pks, start):
                self.filter(pk=pk).update(order=place)

    @transaction.atomic
    def move_to(self, pk: int, place: int, seen: list[int]) -> None:
        """Put the row `pk` at `place`, counted from 0, in the order `seen`.

        Raises ValueError when the rows are no longer in that order, and no row is moved.
        """
        rows = self.select_for_update().order_by("order")
        if seen != list(rows.values_list("pk", flat=True)):
            raise ValueError("The rows are no longer in the order that was seen.")
        pks = [each for each in seen if each != pk]
        pks.insert(place, pk)
        self.put_in_order(pks)

    @transaction.atomic
    def move(self, pk: int, step: int) -> None:
        """Move the row `pk` up (`step` = -1) or down (+1); past the end it stays."""
        pks = list(self.order_by("order").values_list("pk", flat=True))
        place = pks.index(pk)
        target = min(max(place + step, 0), len(pks) - 1)
        pks.insert(target, pks.pop(place))
        self.put_in_order(pks)


class Ordered(models.Model):
    order = models.PositiveIntegerField(unique=True, editable=False)

    objects = OrderedQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["order"]
