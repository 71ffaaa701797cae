"""The life of a chapter: what readers see of it changes here and nowhere else.

Until readers saw it, a chapter is its own draft. From then on its row holds what they
see, or saw until it was retired, and the next text waits beside it in a `Draft`.
Each act is one transaction and saves a row at most once.
"""

import logging
from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import DatabaseError, transaction
from django.utils import timezone

from ..models import Article, Draft
from ..models.draft import TEXTS, appears_at, draft_of, due, texts_of
from ..revisions.record import record_revision, skip_revision
from .redirects import redirect_former_slugs

log = logging.getLogger(__name__)

ON_TIME = "Published on time"

Status = Article.Status


@transaction.atomic
def save_draft(
    article: Article, texts: dict, by: AbstractBaseUser | None, reason: str = ""
) -> Article:
    """Keep `texts` without showing them: what was scheduled no longer is."""
    row = locked(article)
    if row.was_public:
        save_draft_beside(row, texts, by, None, reason)
        return row
    row.status = Status.DRAFT
    return save_texts(row, texts, timezone.now(), reason)


@transaction.atomic
def schedule(
    article: Article,
    texts: dict,
    at: datetime,
    by: AbstractBaseUser | None,
    reason: str = "",
) -> Article:
    """Let readers see `texts` from the instant `at`, with no one present.

    The texts need a summary; without one the database raises IntegrityError.
    """
    row = locked(article)
    if row.was_public:
        save_draft_beside(row, texts, by, at, reason)
        return row
    row.status, row.published_at = Status.SCHEDULED, at
    return save_texts(row, texts, timezone.now(), reason)


@transaction.atomic
def publish(article: Article, texts: dict, reason: str = "") -> Article:
    """Let readers see `texts` now, in place of any draft.

    The texts need a summary; without one the database raises IntegrityError.
    """
    row = locked(article)
    Draft.objects.filter(article=row.pk).delete()
    return show(row, texts, timezone.now(), reason)


@transaction.atomic
def retire(article: Article) -> Article:
    """Take a public chapter from its readers; its addresses say that it is gone.

    Raises ValueError for one that readers never saw.
    """
    row = locked(article)
    if not row.was_public:
        raise ValueError("Readers never saw this chapter: it can simply be deleted.")
    Draft.objects.filter(article=row, publish_at__isnull=False).update(publish_at=None)
    row.status = Status.RETIRED
    skip_revision(row)
    row.save()
    record_revision(row, "Retired")
    return row


def discard(article: Article) -> None:
    """Throw away the draft beside the text of the chapter, if there is one. Its versions
    stay, and it can be restored."""
    Draft.objects.filter(article=article).delete()
    record_revision(article, "Draft discarded")


def save(
    article: Article, texts: dict, by: AbstractBaseUser | None, reason: str = ""
) -> Article:
    """Put `texts` where the chapter's present text is: seen, scheduled or kept."""
    if at := appears_at(article):
        return schedule(article, texts, at, by, reason)
    if article.status == Status.PUBLISHED and not draft_of(article):
        return publish(article, texts, reason)
    return save_draft(article, texts, by, reason)


def publish_due() -> int:
    """Bring out what is scheduled for now or earlier; return how many chapters changed.

    Whoever comes first calls this, the worker or a reader's request. What fails is
    logged and tried again, and readers go on seeing the text so far.
    """
    done = 0
    for pk in due(timezone.now()):
        try:
            done += publish_if_due(pk)
        except DatabaseError:
            log.exception("Chapter %s is due and could not be published.", pk)
    return done


@transaction.atomic
def publish_if_due(pk: int) -> bool:
    # Asked again under the lock: another process may have been faster.
    row = Article.objects.select_for_update().filter(pk=pk).first()
    return row is not None and publish_what_is_due(row)


# The steps of these acts, within their transaction.


def locked(article: Article) -> Article:
    """The row as it is stored, locked until the end of the transaction; a new one is
    last. What is due on it is public first, as readers may have seen it."""
    if article._state.adding:
        return Article(order=Article.objects.next_order())
    row = Article.objects.select_for_update().get(pk=article.pk)
    publish_what_is_due(row)
    return row


def publish_what_is_due(row: Article) -> bool:
    """Show what is due of a chapter, dated to the instant at which it was."""
    now = timezone.now()
    is_due = row.status == Status.SCHEDULED and row.published_at <= now
    if is_due:
        show(row, texts_of(row), row.published_at, ON_TIME)
    draft = Draft.objects.filter(article=row, publish_at__lte=now).first()
    if draft:
        draft.delete()
        show(row, texts_of(draft), draft.publish_at, ON_TIME, by=draft.saved_by)
    return is_due or draft is not None


def show(row: Article, texts: dict, at: datetime, reason="", by=None):
    """Make `texts` what readers see from `at`, and leave a way from the old address."""
    is_new = row.status in (Status.DRAFT, Status.SCHEDULED)
    before = "" if is_new else row.slug
    if is_new:
        row.published_at = row.updated_at = at
    row.status = Status.PUBLISHED
    save_texts(row, texts, at, reason, by)
    redirect_former_slugs(row, before)
    return row


def save_texts(row: Article, texts: dict, at: datetime, reason="", by=None) -> Article:
    if texts != texts_of(row):
        row.updated_at = at
    for name in TEXTS:
        setattr(row, name, texts[name])
    skip_revision(row)
    row.save()
    record_revision(row, reason, by)
    return row


def save_draft_beside(row: Article, texts: dict, by, at, reason: str) -> None:
    Draft.objects.update_or_create(
        article=row,
        defaults=texts | {"publish_at": at, "saved_by": by, "saved_at": timezone.now()},
    )
    record_revision(row, reason or "A draft beside the text", by)
