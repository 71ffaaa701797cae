from django import forms

from ..workflow.transitions import FOR_VISITOR
from .contact import WordField


class AnswerForm(forms.Form):
    """A visitor's act on the private page: `seen` is the request as it was shown."""

    act = forms.ChoiceField(choices=[(row.action, row.action) for row in FOR_VISITOR])
    seen = forms.IntegerField(min_value=0)
    why = WordField()
