from django import forms

from articles.utils.text import lines

from ..workflow.transitions import FOR_VISITOR
from .contact import at_most

MOST_OF_A_WORD = 500


class PlainText(forms.CharField):
    def to_python(self, value):
        return lines(super().to_python(value))


class AnswerForm(forms.Form):
    """A visitor's act on the private page: `seen` is the request as it was shown."""

    act = forms.ChoiceField(choices=[(row.action, row.action) for row in FOR_VISITOR])
    seen = forms.IntegerField(min_value=0)
    why = PlainText(
        max_length=MOST_OF_A_WORD,
        required=False,
        error_messages=at_most(MOST_OF_A_WORD),
    )
