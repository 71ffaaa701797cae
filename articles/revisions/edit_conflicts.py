"""What became of a text while an editor had it open, and what is theirs on top of it."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import NamedTuple

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import get_text_list

from ..models import Article
from ..models.draft import appears_at, draft_of
from .compare import Change, Passage, compare, passages, told_fields
from .recorded_fields import (
    Values,
    changed,
    digest,
    label_of,
    spoken_moment,
    tidy,
    values_at,
    values_of,
    versions_of,
    who_made,
)


def token_of(row: models.Model) -> str:
    """What a form carries: the version that it was opened at, a digest of its text, and
    when that was to appear.

    The digest catches what the history does not know; the version finds the old text.
    """
    last = versions_of(type(row), row.pk).first()
    return f"{last.history_id if last else 0}-{state_of(row)}"


def state_of(row: models.Model) -> str:
    at = time_of(row)
    return f"{digest(values_of(row))}-{int(at.timestamp()) if at else ''}"


def time_of(row: models.Model) -> datetime | None:
    """When what is scheduled of a chapter appears."""
    return tidy(appears_at(row)) if isinstance(row, Article) else None


def time_in(token: str) -> datetime | None:
    """When the text was to appear as a form with `token` was opened."""
    # A token may say anything: ten digits are always a time, until the year 2286.
    seconds = token.rpartition("-")[2][:10]
    return datetime.fromtimestamp(int(seconds), UTC) if seconds.isdecimal() else None


def is_current(token: str, row: models.Model) -> bool:
    """Whether `row` still says what it said when a form got `token`."""
    return token.partition("-")[2] == state_of(row)


class Save(NamedTuple):
    user_id: int | None
    name: str
    at: datetime


def save_of(version: models.Model) -> Save:
    return Save(version.history_user_id, who_made(version), version.history_date)


def saves_unseen(article: Article) -> list[Save]:
    """The last save of its draft, which makes no version where it only chose a time."""
    draft = draft_of(article)
    return [Save(draft.saved_by_id, draft.signed, draft.saved_at)] if draft else []


@dataclass
class Meanwhile:
    """A text that changed since a form with `token` was opened.

    `base` is what it said then, None where that is unknown; `theirs` what it says now,
    `mine` what the form of `user` says, `button` how it is sent once more, and `how` what
    that does, in words.
    """

    row: models.Model
    token: str
    user: models.Model
    base: Values | None = field(init=False)
    theirs: Values = field(init=False)
    saves: list[Save] = field(init=False)
    mine: Values = field(default_factory=dict)
    button: str = ""
    how: str = ""

    def __post_init__(self):
        known = self.token.partition("-")[0]
        opened_at = int(known) if known.isdecimal() else 0
        kept = versions_of(type(self.row), self.row.pk)
        opened = kept.filter(history_id=opened_at).first()
        self.base = values_at(opened) if opened else None
        self.theirs = values_of(self.row)
        self.saves = list(map(save_of, kept.filter(history_id__gt=opened_at)[:20]))
        if isinstance(self.row, Article):
            self.saves = self.saves or saves_unseen(self.row)
            self.theirs["appears_at"] = time_of(self.row)
            if self.base:
                self.base["appears_at"] = time_in(self.token)

    @property
    def untouched(self) -> list[str]:
        """What the form left as it was."""
        if self.base is None:
            return []
        touched = changed(self.base, self.mine)
        return [name for name in self.mine if name not in touched]

    @property
    def added(self) -> list[str]:
        """What the form changes of the text as it is now."""
        return [
            name
            for name in changed(self.theirs, self.mine)
            if name not in self.untouched
        ]

    @property
    def clashing(self) -> list[str]:
        """What both changed, each in their own way."""
        if self.base is None:
            return self.added
        theirs = changed(self.base, self.theirs)
        return [name for name in self.added if name in theirs]

    @property
    def is_rescheduled(self) -> bool:
        """Whether it appears at another time now, and the form leaves that alone."""
        name = "appears_at"
        return name in self.untouched and self.base[name] != self.theirs[name]

    @property
    def my_labels(self) -> list[str]:
        return self.labels(self.added)

    @property
    def clashing_labels(self) -> list[str]:
        return self.labels(self.clashing)

    def labels(self, names: list[str]) -> list[str]:
        fields = told_fields(type(self.row))
        return [label_of(name, fields[name]) for name in names]

    @property
    def who(self) -> str:
        """Who saved it since: Eve and Ana."""
        names = [
            "you in another window" if save.user_id == self.user.pk else save.name
            for save in reversed(self.saves)
        ]
        return get_text_list(list(dict.fromkeys(names)), "and") or "somebody"

    @property
    def when(self) -> str:
        """When it was saved last: at 2:10 PM; with its day where that is not today."""
        if not self.saves:
            return "meanwhile"
        at = timezone.localtime(self.saves[0].at)
        if at.date() == timezone.localdate():
            return f"at {date_format(at, 'g:i A')}"
        return f"on {spoken_moment(at)}"

    @property
    def what_they_did(self) -> list[Change]:
        return compare(type(self.row), self.base, self.theirs) if self.base else []

    @property
    def against_mine(self) -> list[Change]:
        """From their text to mine, where both changed the same."""
        mine = self.theirs | {name: self.mine[name] for name in self.clashing}
        return compare(type(self.row), self.theirs, mine)

    @property
    def their_texts(self) -> list[Passage]:
        """Their side of what both changed, to copy from."""
        told = {name: self.theirs[name] for name in self.clashing}
        return passages(type(self.row), told)
