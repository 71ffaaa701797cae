"""A request that is taken by phone, as the desk types it in."""

import uuid

from django import forms
from django.utils import timezone

from articles.models import BodyArea, CareCard
from articles.utils.text import lines, one_line

from ..availability.schedule import current_schedule
from ..calendar_rules.opening_hours import PartOfDay, last_start
from ..forms.contact import without_extension
from ..models import BookingRequest, Service, Wish
from ..privacy.retention import delete_on
from ..utils.formatting import spoken_day
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


class PhoneRequestForm(forms.ModelForm):
    once = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4, required=False)
    shown_day = forms.CharField(widget=forms.HiddenInput, required=False)
    service = forms.ModelChoiceField(Service.objects.all())
    area = forms.ModelChoiceField(
        BodyArea.objects.all(), required=False, empty_label="Nowhere in particular"
    )
    day_1, part_1 = day_field(1), part_field(1)
    day_2, part_2 = day_field(2), part_field(2)
    day_3, part_3 = day_field(3), part_field(3)
    fit_for_massage = forms.BooleanField(
        label="None of the cautions applies, or a doctor has agreed",
        error_messages={"required": NOT_AGREED},
    )
    consented = forms.BooleanField(
        label="We may keep what was said, to answer",
        error_messages={"required": NOT_AGREED},
    )

    class Meta:
        model = BookingRequest
        fields = ["area", "name", "email", "phone", "note"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.delete_on = delete_on(self.data.get("shown_day", ""))
        self.fields["shown_day"].initial = self.delete_on
        self.fields["phone"].validators.append(without_extension)
        cards = CareCard.objects.filter(level=CareCard.Level.ASK_FIRST)
        cautions = [bullet for card in cards for bullet in card.bullet_list]
        self.fields["fit_for_massage"].help_text = " · ".join(cautions)
        day = f"{spoken_day(self.delete_on)}, {self.delete_on.year}"
        self.fields["consented"].help_text = f"It is deleted on {day}."

    def clean_name(self):
        if name := one_line(self.cleaned_data["name"]):
            return name
        raise forms.ValidationError("Enter the caller’s name.")

    def clean_note(self):
        return lines(self.cleaned_data["note"])

    def clean(self):
        typed = super().clean()
        self.wished = []
        for rank in RANKS:
            day, part = typed.get(f"day_{rank}"), typed.get(f"part_{rank}")
            if day and part:
                self.add_wish(rank, day, PartOfDay(part))
            elif part and f"day_{rank}" not in self.errors:
                self.add_error(f"day_{rank}", NO_DAY)
            elif day and f"part_{rank}" not in self.errors:
                self.add_error(f"part_{rank}", NO_PART)
        return typed

    def add_wish(self, rank, day, part):
        today = timezone.localdate()
        if day < today:
            self.add_error(f"day_{rank}", "This day has passed.")
        elif day >= self.delete_on:
            self.add_error(f"day_{rank}", "By then the request is deleted.")
        elif (day, part) in self.wished:
            self.add_error(f"day_{rank}", "This wish is there already.")
        elif self.end_of(day, part) <= timezone.now():
            self.add_error(f"part_{rank}", "It is too late for this today.")
        else:
            self.wished.append((day, part))

    def end_of(self, day, part):
        service = self.cleaned_data.get("service")
        minutes = service.minutes if service else 1
        return last_start(current_schedule(), day, part, minutes)

    def submit(self, who: str) -> BookingRequest:
        """Store the request, once however often the form is sent."""
        asked, service = self.instance, self.cleaned_data["service"]
        asked.form_key = self.cleaned_data["once"] or uuid.uuid4()
        asked.service_name, asked.minutes = service.name, service.minutes
        asked.fit_for_massage = asked.consented = True
        asked.wishes_end_at = max(self.end_of(*wish) for wish in self.wished)
        asked.delete_on = self.delete_on
        wishes = [Wish(day=day, part=part) for day, part in self.wished]
        stored, _ = submit(asked, wishes, who=who)
        return stored
