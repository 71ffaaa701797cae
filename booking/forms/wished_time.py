from datetime import date

from django import forms

from ..calendar_rules.opening_hours import PartOfDay
from ..calendar_rules.wished_times import why_not_day, why_not_part
from ..utils.formatting import spoken_day

OTHER, NONE = "other", "none"
ORDINALS = {1: "first", 2: "second", 3: "third"}
PARTS = {
    PartOfDay.MORNING: "Morning, before noon",
    PartOfDay.AFTERNOON: "Afternoon, noon to 5\u00a0PM",
    PartOfDay.EVENING: "Evening, from 5\u00a0PM",
}


class WishForm(forms.Form):
    """One of the wished times. Only the first has to be given.

    A day is one of those offered, or another by its date; `wish` is what came of it.
    """

    day = forms.ChoiceField(
        widget=forms.RadioSelect,
        required=False,
        label="Which day?",
        error_messages={"invalid_choice": "Choose one of the days."},
    )
    other_day = forms.CharField(
        widget=forms.DateInput(attrs={"type": "date"}), required=False, label="Date"
    )
    part = forms.ChoiceField(
        widget=forms.RadioSelect,
        choices=list(PARTS.items()),
        required=False,
        label="Which part of the day?",
        error_messages={"invalid_choice": "Choose one of the parts of the day."},
    )

    def __init__(
        self, data: dict | None, number: int, offered: list[date], rules: dict
    ):
        """`rules` is what why_not_day and why_not_part go by, but for the wish itself."""
        self.number, self.offered, self.rules = number, offered, rules
        self.wish: tuple[date, PartOfDay] | None = None
        super().__init__(self.with_day_offered(data), use_required_attribute=False)
        self.fields["day"].choices = self.day_choices()
        if number > 1:
            for field in (self.fields["day"], self.fields["part"]):
                field.label = f"Your {self.ordinal} time: {field.label.lower()}"

    def add_prefix(self, field_name):
        return f"{field_name}_{self.number}"

    def day_choices(self) -> list[tuple[str, str]]:
        choices = [(day.isoformat(), spoken_day(day)) for day in self.offered]
        choices.append((OTHER, "Another day"))
        if self.number > 1:
            choices.append((NONE, "Leave this one out"))
        return choices

    def with_day_offered(self, data: dict | None) -> dict | None:
        """A day that was offered earlier is another day now."""
        typed = (data or {}).get(self.add_prefix("day"))
        day = parsed(typed)
        if day is None or day in self.offered:
            return data
        day_field, other_field = self.add_prefix("day"), self.add_prefix("other_day")
        return data | {day_field: OTHER, other_field: day.isoformat()}

    @property
    def ordinal(self) -> str:
        return ORDINALS[self.number]

    @property
    def is_given(self) -> bool:
        """Whether anything was chosen, and not taken back."""
        typed = [self.data.get(self.add_prefix(name)) for name in self.fields]
        return any(typed) and typed[0] != NONE

    @property
    def typed(self) -> tuple[date | None, str]:
        """The day and the part that were given, whether they can be or not."""
        names = map(self.add_prefix, ("day", "other_day", "part"))
        choice, other, part = [self.data.get(name, "") for name in names]
        return parsed(other if choice in ("", OTHER) else choice), part

    def clean(self):
        if self.errors or not (self.number == 1 or self.is_given):
            return
        day, part = self.wished_day(), self.cleaned_data["part"]
        if not part:
            self.add_error("part", "Choose a part of the day.")
        elif day and (reason := why_not_part(day=day, part=part, **self.rules)):
            self.add_error("part", reason)
        elif day:
            self.wish = day, PartOfDay(part)

    def wished_day(self) -> date | None:
        """The day that was chosen, or None with the error that says what is wrong."""
        choice, other = self.cleaned_data["day"], self.cleaned_data["other_day"]
        day, _ = self.typed
        field = "other_day" if choice == OTHER or (other and not choice) else "day"
        if day:
            error = why_not_day(day=day, **self.rules)
        elif field == "other_day":
            error = "Enter the date, with month, day and year."
        else:
            error = "Choose a day that would suit you."
        if error:
            self.add_error(field, error)
        return None if error else day


def parsed(text: str | None) -> date | None:
    """A date as a date field sends it, or as it is typed where there is none."""
    try:
        return forms.DateField(required=False).clean(text)
    except forms.ValidationError:
        return None
