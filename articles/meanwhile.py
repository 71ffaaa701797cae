"""What became of a text while an editor had it open, and what is theirs on top of it."""

from dataclasses import dataclass, field

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import get_text_list

from .comparing import Change, Passage, compare, passages
from .versions import (
    Values,
    changed,
    digest,
    fields_of,
    label_of,
    spoken_moment,
    values_at,
    values_of,
    versions_of,
    who_made,
)


def token_of(row: models.Model) -> str:
    """What a form carries: the version that it was opened at, and a digest of its text.

    The digest catches what the history does not know; the version finds the old text.
    """
    last = versions_of(type(row), row.pk).first()
    return f"{last.history_id if last else 0}-{digest(values_of(row))}"


def is_current(token: str, row: models.Model) -> bool:
    """Whether `row` still says what it said when a form got `token`."""
    return token.partition("-")[2] == digest(values_of(row))


@dataclass
class Meanwhile:
    """A text that changed since a form with `token` was opened.

    `base` is what it said then, None where that is unknown; `theirs` what it says now,
    `mine` what the form of `user` says, `button` how it is sent once more.
    """

    row: models.Model
    token: str
    user: models.Model
    base: Values | None = field(init=False)
    theirs: Values = field(init=False)
    versions: list = field(init=False)
    mine: Values = field(default_factory=dict)
    button: str = ""

    def __post_init__(self):
        known = self.token.partition("-")[0]
        opened_at = int(known) if known.isdecimal() else 0
        kept = versions_of(type(self.row), self.row.pk)
        opened = kept.filter(history_id=opened_at).first()
        self.base = values_at(opened) if opened else None
        self.theirs = values_of(self.row)
        self.versions = list(kept.filter(history_id__gt=opened_at)[:20])

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
    def my_labels(self) -> list[str]:
        return self.labels(self.added)

    @property
    def clashing_labels(self) -> list[str]:
        return self.labels(self.clashing)

    def labels(self, names: list[str]) -> list[str]:
        fields = fields_of(type(self.row))
        return [label_of(name, fields[name]) for name in names]

    @property
    def who(self) -> str:
        """Who saved it since: Eve and Ana."""
        names = [
            "you in another window"
            if version.history_user_id == self.user.pk
            else who_made(version)
            for version in reversed(self.versions)
        ]
        return get_text_list(list(dict.fromkeys(names)), "and") or "somebody"

    @property
    def when(self) -> str:
        """When it was saved last: at 2:10 PM; with its day where that is not today."""
        if not self.versions:
            return "meanwhile"
        at = timezone.localtime(self.versions[0].history_date)
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
        nothing = dict.fromkeys(fields_of(type(self.row)))
        return passages(type(self.row), nothing | told)
