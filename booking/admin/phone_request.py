"""A request that is taken by phone, as the desk types it in."""

import uuid
from datetime import date

from django import forms
from django.utils import timezone

from articles.models import CareCard

from ..availability.schedule import current_schedule
from ..calendar_rules.opening_hours import PartOfDay
from ..forms.contact import RequestFields
from ..models import BookingRequest
from ..models.details import DETAILS, label_of
from ..privacy.retention import delete_on
from ..utils.formatting import spoken_day
from ..workflow.deadlines import end_of_wishes
from ..workflow.submit import submit

PARTS = [("", "–"), *((part.value, part.value.capitalize()) for part in PartOfDay)]
RANKS = (1, 2, 3)
NO_DAY, NO_PART = "Enter the day too.", "Choose a part of the day."
NOT_AGREED = "Read it out, and tick it when the caller agrees."


def day_field(rank: int) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(
        label=f"Day {rank}",
        widget=widget,
        required=rank == 1,
        error_messages={"required": NO_DAY},
    )


def part_field(rank: int) -> forms.ChoiceField:
    return forms.ChoiceField(
        label="Part of it",
        choices=PARTS,
        required=rank == 1,
        error_messages={"required": NO_PART},
    )


class PhoneRequestForm(RequestFields, forms.ModelForm):
    """The fields of the page that visitors fill in, in the words of the admin. The desk
    may take a wish for a day that is closed."""

    once = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4, required=False)
    shown_day = forms.CharField(widget=forms.HiddenInput, required=False)
    day_1, day_2, day_3 = map(day_field, RANKS)
    part_1, part_2, part_3 = map(part_field, RANKS)
    website = None

    class Meta:
        model = BookingRequest
        fields = DETAILS

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.delete_on = delete_on(self.data.get("shown_day", ""))
        self.fields["shown_day"].initial = self.delete_on
        self.fields["service"].label = "Service"
        for name in DETAILS:
            field = self.fields[name]
            field.label = label_of(BookingRequest._meta.get_field(name))
            field.help_text = ""
            field.widget.attrs |= {"autocomplete": "off", "class": "vTextField"}
        self.fields["name"].error_messages["required"] = "Enter the caller’s name."
        self.word_the_ticks()

    def word_the_ticks(self):
        cards = CareCard.objects.filter(level=CareCard.Level.ASK_FIRST)
        cautions = [bullet for card in cards for bullet in card.bullet_list]
        day = f"{spoken_day(self.delete_on)}, {self.delete_on.year}"
        fit, consented = self.fields["fit_for_massage"], self.fields["consented"]
        fit.label = "None of the cautions applies, or a doctor has agreed"
        fit.help_text = " · ".join(cautions)
        consented.label = "We may keep what was said, to answer"
        consented.help_text = f"It is deleted on {day}."
        for tick in (fit, consented):
            tick.error_messages["required"] = NOT_AGREED

    def clean(self):
        typed = super().clean()
        self.schedule, self.wished = current_schedule(), []
        for rank in RANKS:
            names = f"day_{rank}", f"part_{rank}"
            day, part = (typed.get(name) for name in names)
            if set(names) & set(self.errors) or not (day or part):
                continue
            if not day:
                self.add_error(names[0], NO_DAY)
            elif not part:
                self.add_error(names[1], NO_PART)
            elif reason := self.why_not(day, PartOfDay(part)):
                self.add_error(names[0], reason)
            else:
                self.wished.append((day, PartOfDay(part)))
        return typed

    def why_not(self, day: date, part: PartOfDay) -> str:
        if day < timezone.localdate():
            return "This day has passed."
        if day >= self.delete_on:
            return "By then the request is deleted."
        if (day, part) in self.wished:
            return "This wish is there already."
        service = self.cleaned_data.get("service")
        minutes = service.minutes if service else 1
        end = end_of_wishes(self.schedule, [(day, part)], minutes)
        return "" if end > timezone.now() else "It is too late for this today."

    def submit(self, who: str) -> BookingRequest:
        """Store the request, once however often the form is sent."""
        key = self.cleaned_data["once"] or uuid.uuid4()
        booking = self.new_booking(
            self.schedule, self.wished, form_key=key, delete_on=self.delete_on
        )
        return submit(booking, self.wished, who=who)[0]
