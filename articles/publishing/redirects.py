"""Nothing dies on the web: the addresses that a text had go on leading to it."""

from ..models import Article, Question


def redirect_former_slugs(row: Article | Question, before: str = "") -> None:
    """Give the saved `row` the address of its slug, and lead to it from that of the slug
    `before`, which is empty where readers saw it nowhere.

    A text that takes an address which once was another's has it from now on.
    """
    former = row.former_slugs
    if before and before != row.slug:
        former.model.objects.update_or_create(
            slug=before, defaults={former.field.name: row}
        )
    former.model.objects.filter(slug=row.slug).delete()
