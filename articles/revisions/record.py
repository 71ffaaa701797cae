"""Making versions: one a save, and none where nothing changed."""

from django.db import models

from ..models import Article
from ..models.base import name_of
from .recorded_fields import DELETED, edited, values_at, values_of, versions_of


def skip_revision(row: models.Model) -> None:
    """Make no version of `row` until `record_revision`: its links and parts are saved after it."""
    row.skip_history_when_saving = True


def record_revision(row: models.Model, reason: str | None = None, by=None) -> None:
    """Keep the text of `row` as it is now as one version, unless the last says the same.

    `by` is the user who wrote it, where that is not who is at work now.
    """
    vars(row).pop("skip_history_when_saving", None)
    last = versions_of(type(row), row.pk).first()
    if last and last.history_type != DELETED and values_at(last) == values_of(row):
        return
    if isinstance(row, Article):
        record_chapter(Article.objects.get(pk=row.pk), reason, by, is_new=last is None)
    else:
        row._change_reason = reason
        row.save()


def record_chapter(row: Article, reason: str | None, by, is_new: bool) -> None:
    """A version of what its editors see, which may be a draft beside the row."""
    Article.history.bulk_history_create(
        [edited(row)],
        update=not is_new,
        default_user=by,
        default_change_reason=reason,
        custom_historical_attrs={"signed": name_of(by)} if by else None,
    )
