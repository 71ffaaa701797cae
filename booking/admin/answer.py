"""What the desk does with requests in the admin: one page for each, and several at once."""

from django.contrib import admin, messages
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone

from ..availability.free_slots import choices
from ..staff.answer import Attempt, attempt, possible
from ..utils.formatting import spoken_instant
from ..workflow.acts import PERFORM, Refused
from ..workflow.transitions import FOR_STAFF, Transition


def told(booking, tried: Attempt) -> str:
    """What was done to which request, and the time that it has by that."""
    start = tried.form.values.get("start")
    done = f"{tried.act.staff.done}: {booking}"
    return f"{done}, {spoken_instant(start)}." if start else f"{done}."


def to_each(act: Transition):
    """The admin action that does `act` to each request that allows it."""

    @admin.action(description=act.staff.button, permissions=["change"])
    def act_on_each(modeladmin, request, queryset):
        done = 0
        for booking in queryset:
            try:
                PERFORM[act.action](booking, who=request.user.get_username())
                done += 1
            except Refused as refusal:
                messages.warning(request, f"{booking}: {refusal}")
        if done:
            messages.success(request, f"{act.staff.done}: {done}.")

    act_on_each.__name__ = act.action.value
    return act_on_each


class AnswerMixin:
    actions = [to_each(act) for act in FOR_STAFF if not act.staff.form]
    change_form_template = "admin/booking/bookingrequest/change_form.html"

    def answer_view(self, request, pk):
        booking = self.booking_or_404(request, pk, self.has_change_permission(request))
        tried = None
        if request.method == "POST":
            who = request.user.get_username()
            tried = attempt(booking, request.POST, FOR_STAFF, who=who)
            if tried.is_done:
                self.log_change(request, booking, tried.act.staff.button)
                messages.success(request, told(booking, tried))
                return redirect("admin:booking_bookingrequest_change", pk)
        return self.answer_page(request, booking, tried)

    def answer_page(self, request, booking, tried):
        now = timezone.now()
        context = self.page_context(request, f"Answer {booking}") | {
            "original": booking,
            "booking": booking,
            "tried": tried,
            "acts": possible(booking, FOR_STAFF, now, tried),
            "choices": list(choices(booking, now)) if booking.is_open else [],
        }
        return TemplateResponse(
            request,
            "admin/booking/bookingrequest/answer.html",
            context,
            status=tried.status if tried else 200,
        )

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj is None:
            context |= {"show_save_and_add_another": False}
            context |= {"show_save_and_continue": False}
        else:
            may_act = self.has_change_permission(request)
            context |= {
                "acts": possible(obj, FOR_STAFF, timezone.now()) if may_act else [],
                "entries": obj.history.prefetch_related("mails"),
            }
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)
