"""The form for break reminders: parsed, and explained where it can't be taken."""

from collections.abc import Mapping
from datetime import time

from django import forms

from ..models import Dose
from ..utils.durations import spoken_range
from ..utils.forms import error_links
from .ideas import Idea
from .schedule import WEEKDAYS, Plan, break_times, offered_minutes, why_not_hours

WORKING_DAYS = [*WEEKDAYS][:5]


class ClockField(forms.TimeField):
    """A time of day, as a time field sends it or as it is typed where there is none."""

    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    input_formats = ["%H:%M", "%I:%M %p", "%I %p"]


def clock_messages(which: str) -> dict[str, str]:
    message = f"Enter when your work {which}, like 9:00 AM."
    return {"required": message, "invalid": message}


class BreakForm(forms.Form):
    """When to be reminded, and of what. The choices follow the guide's rows."""

    day = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple,
        choices=list(WEEKDAYS.items()),
        initial=WORKING_DAYS,
        label="On which days?",
        error_messages={
            "required": "Choose at least one weekday.",
            "invalid_choice": "Choose among the seven weekdays.",
        },
    )
    opens = ClockField(
        initial=time(9), label="From", error_messages=clock_messages("begins")
    )
    closes = ClockField(
        initial=time(17), label="To", error_messages=clock_messages("ends")
    )
    every = forms.TypedChoiceField(
        widget=forms.RadioSelect,
        coerce=int,
        label="How long from break to break?",
        error_messages=dict.fromkeys(
            ["required", "invalid_choice"], "Choose how often you want a break."
        ),
    )
    idea = forms.ChoiceField(
        widget=forms.RadioSelect,
        label="What would you like to do?",
        help_text="Each reminder shows the stop sign first, then the steps.",
        error_messages=dict.fromkeys(
            ["required", "invalid_choice"], "Choose what you would like to do."
        ),
    )

    def __init__(
        self, data: Mapping | None, every: Dose, length: Dose, ideas: dict[str, Idea]
    ):
        super().__init__(data, use_required_attribute=False)
        self.ideas = ideas
        offered = offered_minutes(every.from_seconds, every.to_seconds)
        self.fields[
            "every"
        ].help_text = f"A good measure is every {every.spoken}, for {length.spoken}."
        self.fields["every"].choices = [
            (minutes, spoken_range(minutes * 60, minutes * 60)) for minutes in offered
        ]
        self.fields["idea"].choices = list(ideas.items())
        self.initial = {"every": offered[len(offered) // 2], "idea": next(iter(ideas))}

    def clean(self):
        chosen = self.cleaned_data
        if not {"opens", "closes"} <= chosen.keys():
            return
        hours = chosen["opens"], chosen["closes"]
        if reason := why_not_hours(*hours):
            self.add_error("closes", reason)
        elif "every" in chosen and not break_times(*hours, chosen["every"]):
            self.add_error(
                "closes", "No break fits in. Choose a later end, or a break more often."
            )

    @property
    def plan(self) -> Plan:
        """What a valid form asks for."""
        chosen = self.cleaned_data
        return Plan(
            weekdays=frozenset([*WEEKDAYS].index(day) for day in chosen["day"]),
            opens=chosen["opens"],
            closes=chosen["closes"],
            every_minutes=chosen["every"],
        )

    @property
    def chosen_idea(self) -> Idea:
        return self.ideas[self.cleaned_data["idea"]]

    @property
    def error_links(self) -> list[dict]:
        return error_links(self)
