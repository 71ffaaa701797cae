from collections.abc import Iterable
from itertools import islice

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from ...models import Article
from ...where_used import uses

MOST_NAMED = 20  # rows to change before another can go


class KeptWhileUsedMixin:
    """Rows that can't be deleted while the guide uses them; the page says where."""

    def get_deleted_objects(self, objs, request):
        found, counts, missing_rights, protected = super().get_deleted_objects(
            objs, request
        )
        rows = list(objs)
        reasons = [reason for row in rows for reason in self.reasons_to_keep(row, rows)]
        return found, counts, missing_rights, [*protected, *reasons]

    def reasons_to_keep(self, row, rows: list) -> list[SafeString]:
        """Why the row can't be deleted together with `rows`, each a sentence of HTML."""
        others = links_to(use for use in uses(row) if use not in rows)
        if not others:
            return []
        used_by = format_html_join(", ", "{}", [(other,) for other in others])
        return [format_html("“{}” is used by {}. Change that first.", row, used_by)]


class KeptOnceSeenMixin(KeptWhileUsedMixin):
    """Chapters, which can't be deleted once readers saw them."""

    def reasons_to_keep(self, row: Article, rows: list) -> list[SafeString]:
        if not row.was_public:
            return super().reasons_to_keep(row, rows)
        if row.status == Article.Status.RETIRED:
            return [
                format_html(
                    "“{}” is retired. It stays, so that its address can say so and "
                    "you can publish it again.",
                    row,
                )
            ]
        return [
            format_html(
                "Readers know “{}”, and others may link to it. "
                '<a href="{}">Retire it instead</a>: it leaves the guide, and its '
                "address leads readers on.",
                row,
                reverse("admin:articles_article_retire", args=[row.pk]),
            )
        ]


def links_to(rows: Iterable) -> list[SafeString | str]:
    """Links to the first rows, and a word for the others where there are more."""
    first = list(islice(rows, MOST_NAMED + 1))
    links = [link_to(row) for row in first[:MOST_NAMED]]
    if len(first) > MOST_NAMED:
        links.append("and others")
    return links


def link_to(row) -> SafeString:
    """A link to the row's page in the admin, with what kind of row it is."""
    return format_html(
        '{} <a href="{}">{}</a>',
        f"the {row._meta.verbose_name}",
        reverse(f"admin:articles_{row._meta.model_name}_change", args=[row.pk]),
        row,
    )
