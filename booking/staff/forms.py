"""What the front desk fills in to answer a request."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.utils import timezone

from ..calendar_rules.opening_hours import NotOneTime, instant
from ..forms.contact import WordField
from ..utils.formatting import spoken_day, spoken_instant

OTHER = "other"  # in place of a start: the time that was typed


class ActForm(forms.Form):
    """`seen` is the request’s sequence as it was shown."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    @property
    def values(self) -> dict:
        """The keyword arguments of the act, once the form is valid."""
        return self.cleaned_data


class WordForm(ActForm):
    why = WordField(label="A word to the visitor (optional)")


class TimeForm(WordForm):
    """A time: one of those offered as `start`, or a day and a time of day typed in.

    What was typed counts where no start was chosen, or the start “other”. Where one was
    chosen and another typed, nobody guesses which is meant.
    """

    start = forms.CharField(required=False, widget=forms.HiddenInput)
    day = forms.DateField(
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Enter the date, with month, day and year."},
    )
    at = forms.TimeField(
        label="Time",
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": "Enter the time, like 10:30."},
    )
    override = forms.BooleanField(required=False, widget=forms.HiddenInput)
    field_order = ["day", "at", "why"]

    def clean(self):
        typed = super().clean()
        if typed.get("start") not in (None, "", OTHER):
            typed["start"] = start = self.chosen_start(typed["start"])
            if start and self.is_typed_otherwise(start):
                self.ask_which(start)
        elif not {"day", "at"} & set(self.errors):
            typed["start"] = self.typed_start(typed["day"], typed["at"])
        return typed

    def chosen_start(self, text: str) -> datetime | None:
        try:
            return timezone.localtime(datetime.fromisoformat(text)).astimezone(UTC)
        except (ValueError, OverflowError):
            return self.no_time()

    def is_typed_otherwise(self, start: datetime) -> bool:
        local, typed = timezone.localtime(start), self.cleaned_data
        is_other_day = typed.get("day") not in (None, local.date())
        return is_other_day or typed.get("at") not in (None, local.time())

    def ask_which(self, start: datetime) -> None:
        self.add_error(
            "day",
            f"You chose {spoken_instant(start)}, but typed another time. Keep one: empty "
            "the day and the time here, or choose “Or another time”.",
        )

    def typed_start(self, day: date | None, at: time | None) -> datetime | None:
        if not day:
            return self.no_time()
        if not at:
            return self.add_error("at", "Enter the time too.")
        try:
            return instant(day, at, ZoneInfo(settings.TIME_ZONE))
        except NotOneTime:
            error = (
                f"On {spoken_day(day)} the clocks change, and don’t show this time "
                "exactly once. Choose a time before or after."
            )
        except OverflowError:
            error = "Enter a day that can be."
        return self.add_error("at", error)

    def no_time(self) -> None:
        self.add_error("day", "Choose a time, or enter a day and a time.")

    @property
    def is_other(self) -> bool:
        """Whether the time is to be the one that is typed, as far as was said."""
        start = self["start"].value()
        return start == OTHER or not start and bool({"day", "at"} & set(self.errors))

    @property
    def values(self):
        return {
            name: self.cleaned_data[name]
            for name in ("seen", "why", "start", "override")
        }


FORMS = {"": ActForm, "word": WordForm, "time": TimeForm}
