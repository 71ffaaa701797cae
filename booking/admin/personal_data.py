"""One person's own data, at the person's wish: a copy to hand over, or its end."""

from django import forms
from django.contrib import messages
from django.contrib.admin.models import DELETION, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone

from ..models import BookingRequest
from ..privacy.personal_data import copy_of, requests_like
from ..privacy.retention import StillAlive, erase, is_alive


class PersonForm(forms.Form):
    """Which requests are this person's, and what is to be done with them."""

    chosen = forms.ModelMultipleChoiceField(
        BookingRequest.objects.none(),
        error_messages={"required": "Tick the requests that are this person’s."},
    )
    act = forms.ChoiceField(choices=[("export", "Export"), ("erase", "Erase")])
    is_sure = forms.BooleanField(required=False)

    def __init__(self, data, requests):
        super().__init__(data)
        self.fields["chosen"].queryset = requests

    def clean(self):
        typed = super().clean()
        if typed.get("act") == "erase" and not typed.get("is_sure"):
            self.add_error("is_sure", "To erase, tick that it is this person’s wish.")


class PersonMixin:
    def may_erase(self, request):
        return request.user.has_perm("booking.delete_bookingrequest")

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        context |= {"may_erase": self.may_erase(request)}
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def person_view(self, request, pk):
        booking = self.booking_or_404(request, pk, self.may_erase(request))
        form = PersonForm(request.POST or None, requests_like(booking))
        if not form.is_valid():
            return self.person_page(request, booking, form)
        if form.cleaned_data["act"] == "export":
            return export(form.cleaned_data["chosen"])
        try:
            references = erase([each.pk for each in form.cleaned_data["chosen"]])
        except StillAlive as refusal:
            form.add_error("chosen", str(refusal))
            return self.person_page(request, booking, form)
        return self.erased(request, references)

    def person_page(self, request, booking, form):
        now = timezone.now()
        found = list(form.fields["chosen"].queryset.prefetch_related("wishes"))
        chosen = (
            form["chosen"].value() if form.is_bound else [each.pk for each in found]
        )
        context = self.page_context(request, "Export or erase this person") | {
            "booking": booking,
            "form": form,
            "chosen": {str(key) for key in chosen},
            "found": [(each, str(each.pk), is_alive(each, now)) for each in found],
            "names": {each.name for each in found},
        }
        template = "admin/booking/bookingrequest/person.html"
        status = 422 if form.is_bound else 200
        return TemplateResponse(request, template, context, status=status)

    def erased(self, request, references: list[str]):
        """Lead back to the list, and log that it was done, though not to whom."""
        count = len(references)
        what = f"{count} request{'' if count == 1 else 's'}"
        LogEntry.objects.create(
            user=request.user,
            content_type=ContentType.objects.get_for_model(BookingRequest),
            object_repr=what,
            action_flag=DELETION,
            change_message="Erased at the person’s wish.",
        )
        messages.success(
            request,
            f"Erased: {what}. In the front desk’s mailbox, please look for "
            f"{', '.join(references)} and delete those mails too.",
        )
        return redirect("admin:booking_bookingrequest_changelist")


def export(requests) -> HttpResponse:
    name = f"your-data-{timezone.localdate()}.json"
    return HttpResponse(
        copy_of(requests),
        content_type="application/json; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
