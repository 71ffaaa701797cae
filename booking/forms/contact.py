from collections.abc import Iterable, Mapping
from datetime import date

from django import forms
from phonenumber_field.formfields import PhoneNumberField
from phonenumber_field.phonenumber import PhoneNumber

from articles.models import BodyArea
from articles.utils.text import lines, one_line

from ..calendar_rules.opening_hours import PartOfDay, Schedule
from ..models import BookingRequest, Service
from ..models.details import DETAILS
from ..workflow.deadlines import end_of_wishes

MOST_NOTE, MOST_OF_A_WORD = 1000, 500


def at_most(count: int) -> dict:
    return {
        "max_length": f"Use at most {count} characters here. There are %(show_value)d."
    }


class WordField(forms.CharField):
    """A word from one side to the other, in several lines."""

    widget = forms.Textarea(attrs={"rows": 3})

    def __init__(self, **kwargs):
        kwargs |= {"max_length": MOST_OF_A_WORD, "required": False}
        super().__init__(error_messages=at_most(MOST_OF_A_WORD), **kwargs)

    def to_python(self, value):
        return lines(super().to_python(value))

    def widget_attrs(self, widget):
        return {}  # browsers would cut at a maxlength without a word


def without_extension(phone: PhoneNumber) -> None:
    """A validator: what is stored of a number, and what a phone calls, is without one."""
    if phone.extension:
        raise forms.ValidationError(
            "Leave the extension out here, and write it into the note below."
        )


def tidy(data: Mapping) -> dict[str, str]:
    """What was typed: one value of each field, without tricks."""
    return {
        name: lines(value) if name == "note" else one_line(value)
        for name, value in data.items()
    }


class RequestFields(forms.Form):
    """All that is asked but the wished times: on the page and by phone."""

    service = forms.ModelChoiceField(
        Service.objects.all(),
        widget=forms.RadioSelect,
        label="What would you like?",
        error_messages={
            "required": "Choose what you would like.",
            "invalid_choice": "Choose one of the sessions that we offer.",
        },
    )
    area = forms.ModelChoiceField(
        BodyArea.objects.all(),
        to_field_name="slug",
        required=False,
        empty_label="Nowhere in particular",
        label="Where does it hurt most? (optional)",
        help_text="So that we know where to begin.",
        error_messages={"invalid_choice": "Choose one of the areas, or leave it open."},
    )
    name = forms.CharField(
        widget=forms.TextInput(attrs={"autocomplete": "name", "spellcheck": "false"}),
        max_length=80,
        label="Your name",
        error_messages={"required": "Enter your name."} | at_most(80),
    )
    email = forms.EmailField(
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        max_length=254,
        required=False,
        label="Mail",
        error_messages={"invalid": "Enter a mail address like name@example.com."}
        | at_most(254),
    )
    phone = PhoneNumberField(
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
        region="US",
        required=False,
        label="Phone",
        validators=[without_extension],
        error_messages={
            "invalid": "Enter a phone number with its area code, like (713) 555-0123."
        },
    )
    note = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=MOST_NOTE,
        required=False,
        label="Anything we should know? (optional)",
        help_text="Such as how firm you like it, so that we can prepare. Please don’t "
        "write medical details.",
        error_messages=at_most(MOST_NOTE),
    )
    fit_for_massage = forms.BooleanField(
        error_messages={
            "required": "Tick the box if none of these apply to you, or a doctor has "
            "agreed. If one applies, ask a doctor first."
        }
    )
    consented = forms.BooleanField(
        error_messages={"required": "Tick the box so that we may keep your request."}
    )
    website = forms.CharField(
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
        required=False,
        label="Leave this empty",
    )

    def __init__(self, data: Mapping | None = None, *args, **kwargs):
        super().__init__(None if data is None else tidy(data), *args, **kwargs)

    def clean(self):
        typed = super().clean()
        is_missing = not ({"email", "phone"} & set(self.errors))
        if is_missing and not (typed["email"] or typed["phone"]):
            self.add_error(
                "email", "Enter a mail address or a phone number. One is enough."
            )
        return typed

    def new_booking(
        self, schedule: Schedule, wished: Iterable[tuple[date, PartOfDay]], **values
    ) -> BookingRequest:
        """The request that a valid form asks for, unsaved."""
        typed, service = self.cleaned_data, self.cleaned_data["service"]
        as_typed = [*DETAILS, "fit_for_massage", "consented"]
        return BookingRequest(
            service_name=service.name,
            minutes=service.minutes,
            wishes_end_at=end_of_wishes(schedule, wished, service.minutes),
            **{name: typed[name] for name in as_typed},
            **values,
        )
