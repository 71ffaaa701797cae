"""What the guide is made of, and how each kind of row is filed in articles/content/.

Reading, loading and writing follow this list: a field that is added here goes both ways.
"""

from dataclasses import dataclass

from django.db import models

from ..models import (
    Article,
    BodyArea,
    CareCard,
    Dose,
    Draft,
    FormerQuestionSlug,
    FormerSlug,
    Question,
    QuickRelief,
    Source,
    Stretch,
    UploadedPicture,
)


@dataclass(frozen=True)
class Kind:
    """How one kind of entry is filed: its files, its fields and which one is the key.

    `text` is the field that a Markdown file's body fills; `lines` are lists in the file
    and lines in the row; a link names a row by its slug, `links` name several. `state`
    is how a row stands: a file that says one of these fields says them all, and one that
    says none leaves it to the site; then a new row is public at once. `dated` is when the
    row was last changed, which is no part of what it says; a file may leave it out.
    Rows that have to `stay` are never deleted because a folder lacks them.
    """

    name: str
    model: type[models.Model]
    pattern: str
    fields: tuple[str, ...]
    key: str = "slug"
    text: str = ""
    lines: tuple[str, ...] = ()
    link: str = ""
    links: tuple[str, ...] = ()
    state: tuple[str, ...] = ()
    dated: str = ""
    stay: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The fields that a file may have."""
        return self.fields + self.state + ((self.dated,) if self.dated else ())

    @property
    def lookup(self) -> str:
        """The key's name in a query."""
        return f"{self.key}__slug" if self.key == self.link else self.key


# Rows come after the rows that they refer to.
KINDS = [
    Kind("source", Source, "sources.toml", ("slug", "citation", "url")),
    Kind(
        "dose",
        Dose,
        "doses.toml",
        ("slug", "name", "from_seconds", "to_seconds", "detail"),
    ),
    Kind(
        "care_card",
        CareCard,
        "care-cards.toml",
        ("slug", "level", "heading", "bullets"),
        lines=("bullets",),
    ),
    Kind(
        "body_area",
        BodyArea,
        "body-areas.toml",
        ("slug", "name", "summary", "care_cards", "advice"),
        links=("care_cards",),
        dated="updated_at",
    ),
    Kind(
        "quick_relief",
        QuickRelief,
        "quick-relief.toml",
        (
            *("area", "tool", "action", "stop_sign"),
            *("hold_from_seconds", "hold_to_seconds", "drawing"),
        ),
        key="area",
        link="area",
    ),
    Kind(
        "stretch",
        Stretch,
        "stretches.toml",
        (
            *("slug", "name", "target", "areas", "steps"),
            *("hold_from_seconds", "hold_to_seconds", "sides", "caution", "drawing"),
        ),
        lines=("steps",),
        links=("areas",),
    ),
    Kind(
        "question",
        Question,
        "questions/*.md",
        ("question", "slug", "answer"),
        text="answer",
        dated="updated_at",
    ),
    Kind(
        "chapter",
        Article,
        "chapters/*.md",
        ("title", "slug", "summary", "body"),
        text="body",
        state=("status", "published_at", "last_reviewed_on", "reviewed_by"),
        dated="updated_at",
    ),
    Kind(
        "draft",
        Draft,
        "drafts/*.md",
        (
            *("article", "title", "slug", "summary", "body"),
            *("last_reviewed_on", "reviewed_by", "publish_at"),
        ),
        key="article",
        text="body",
        link="article",
        dated="saved_at",
    ),
    # Others link to an address that was, and earlier versions show a picture that was.
    Kind(
        "former_slug",
        FormerSlug,
        "former-slugs.toml",
        ("slug", "article"),
        link="article",
        stay=True,
    ),
    Kind(
        "former_question_slug",
        FormerQuestionSlug,
        "former-question-slugs.toml",
        ("slug", "question"),
        link="question",
        stay=True,
    ),
    Kind(
        "picture",
        UploadedPicture,
        "pictures.toml",
        ("key", "width", "height", "has_avif", "file_name", "description"),
        key="key",
        dated="uploaded_at",
        stay=True,
    ),
]
