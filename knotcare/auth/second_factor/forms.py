"""A code, as people type it."""

import re

from django import forms
from django.core.exceptions import ValidationError

from .devices import APP_DIGITS, RECOVERY_DIGITS, TooManyWrongCodes, accepts

LONG_WAIT = 60  # seconds, after seven wrong codes: no slip of the finger
UNITS = [(86_400, "day"), (3600, "hour"), (60, "minute"), (1, "second")]
WRONG_APP_CODE = (
    "This is not the code that the app shows now. Wait for the next one, and make sure "
    "that the phone sets its clock by itself."
)


class AppCodeForm(forms.Form):
    """The digits of an authenticator app, in whatever groups."""

    lengths = {APP_DIGITS}
    malformed = "Enter the six digits that the app shows."

    code = forms.CharField(
        max_length=40,
        widget=forms.TextInput(
            {"autocomplete": "one-time-code", "inputmode": "numeric", "size": 16}
        ),
    )

    def clean_code(self):
        code = re.sub(r"[\s-]", "", self.cleaned_data["code"])
        if not re.fullmatch("[0-9]+", code) or len(code) not in self.lengths:
            raise ValidationError(self.malformed)
        return code


class CodeForm(AppCodeForm):
    """A code of the user's app, or one of the recovery codes, which is used up."""

    lengths = {APP_DIGITS, RECOVERY_DIGITS}
    malformed = "Enter six digits from the app, or the twelve of a recovery code."
    wait = 0  # seconds until a code counts again

    def __init__(self, user, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_code(self):
        code = super().clean_code()
        self.is_recovery_code = len(code) == RECOVERY_DIGITS
        try:
            if accepts(self.user, code):
                return code
        except TooManyWrongCodes as error:
            self.wait = error.seconds
            raise ValidationError(self.too_many()) from None
        if self.is_recovery_code:
            raise ValidationError(
                "This is none of your recovery codes, or it was used already."
            )
        raise ValidationError(WRONG_APP_CODE)

    def too_many(self) -> str:
        if self.wait < LONG_WAIT:
            return f"Wait {spoken(self.wait)} after a wrong code, then enter another."
        kind, other = "code from the app", "A recovery code"
        if self.is_recovery_code:
            kind, other = "recovery code", "A code from the app"
        return (
            f"Too many wrong codes. For safety no {kind} counts for {spoken(self.wait)}. "
            f"{other} still does. If it was not you who tried, somebody knows your "
            "password: choose another as soon as you are in."
        )


def spoken(seconds: int) -> str:
    """At least so long, in the largest unit that fits: `2 minutes` for 61 seconds."""
    size, unit = next(each for each in UNITS if seconds >= each[0] or each[0] == 1)
    count = -(-seconds // size)
    return f"{count} {unit}{'' if count == 1 else 's'}"
