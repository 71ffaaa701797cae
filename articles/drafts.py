"""The next text of a chapter: what it is, when it appears, and who is shown it before."""

from copy import copy
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from .models import Article, Draft, PreviewLink

# What an editor writes of a chapter.
TEXTS = ("title", "slug", "summary", "body", "last_reviewed_on", "reviewed_by")

Status = Article.Status


def texts_of(row: Article | Draft) -> dict:
    """What an editor writes of a chapter, as its row or a draft has it."""
    return {name: getattr(row, name) for name in TEXTS}


def draft_of(article: Article) -> Draft | None:
    return getattr(article, "draft", None)


def appears_at(article: Article) -> datetime | None:
    """When readers will see what is scheduled of the chapter, if anything is."""
    if draft := draft_of(article):
        return draft.publish_at
    return article.published_at if article.status == Status.SCHEDULED else None


def to_come(article: Article) -> Article | None:
    """The chapter as readers will see it next; nothing where they see all there is."""
    draft = draft_of(article)
    if article.status == Status.PUBLISHED and not draft:
        return None
    shown = as_edited(article)
    shown.updated_at = timezone.now()
    return shown


def as_edited(article: Article) -> Article:
    """The chapter with the text that its editors see: that of the draft beside it, if
    there is one. It is not saved."""
    edited = copy(article)
    for name, value in texts_of(draft_of(article) or article).items():
        setattr(edited, name, value)
    return edited


@transaction.atomic
def share(article: Article) -> PreviewLink:
    """A new link to the chapter's draft, the only one that works from now on."""
    end_sharing(article)
    return PreviewLink.objects.create(article=article)


def end_sharing(article: Article) -> None:
    """Take back the link to the chapter's draft, if there is one."""
    article.preview_links.live().update(expires_at=timezone.now())
