"""What the desk does with requests in the admin: one page for each, and several at once."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone

from ..availability.free_slots import choices
from ..models.booking_request import OPEN
from ..models.history import Action
from ..staff.answer import Attempt, attempt, possible
from ..staff.offered_acts import ALL, BY_ACTION
from ..utils.formatting import spoken_instant
from ..workflow.acts import Refused


def told(asked, tried: Attempt) -> str:
    """What was done to which request, and the time that it has by that."""
    start = tried.form.values.get("start")
    done = f"{tried.act.done}: {asked}"
    return f"{done}, {spoken_instant(start)}." if start else f"{done}."


class AnswerMixin:
    actions = ["mark_completed", "mark_no_show", "mark_no_spam"]
    change_form_template = "admin/booking/bookingrequest/change_form.html"

    def get_urls(self):
        answer = path(
            "<int:pk>/answer/",
            self.admin_site.admin_view(self.answer_view),
            name="booking_bookingrequest_answer",
        )
        return [answer, *super().get_urls()]

    def answer_view(self, request, pk):
        if not self.has_change_permission(request):
            raise PermissionDenied
        asked, tried = self.get_object(request, str(pk)), None
        if asked is None:
            raise Http404
        if request.method == "POST":
            who = request.user.get_username()
            tried = attempt(asked, request.POST, ALL, who=who)
            if tried.is_done:
                self.log_change(request, asked, tried.act.button)
                messages.success(request, told(asked, tried))
                return redirect("admin:booking_bookingrequest_change", pk)
        return self.answer_page(request, asked, tried)

    def answer_page(self, request, asked, tried):
        now = timezone.now()
        context = self.admin_site.each_context(request) | {
            "title": f"Answer {asked}",
            "opts": self.opts,
            "original": asked,
            "asked": asked,
            "tried": tried,
            "acts": possible(asked, ALL, now, tried),
            "choices": list(choices(asked, now)) if asked.state in OPEN else [],
            "media": self.media,
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
                "acts": possible(obj, ALL, timezone.now()) if may_act else [],
                "entries": obj.history.prefetch_related("mails"),
            }
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def act_on_each(self, request, queryset, action: Action):
        """Do the act to each request that allows it, and say which did not."""
        act = BY_ACTION[action]
        done = 0
        for asked in queryset:
            try:
                act.perform(asked, who=request.user.get_username())
                done += 1
            except Refused as refusal:
                messages.warning(request, f"{asked}: {refusal}")
        if done:
            messages.success(request, f"{act.done}: {done}.")

    @admin.action(description="Mark as completed", permissions=["change"])
    def mark_completed(self, request, queryset):
        self.act_on_each(request, queryset, Action.COMPLETE)

    @admin.action(description="Mark as “did not come”", permissions=["change"])
    def mark_no_show(self, request, queryset):
        self.act_on_each(request, queryset, Action.MARK_NO_SHOW)

    @admin.action(description="Mark as no spam", permissions=["change"])
    def mark_no_spam(self, request, queryset):
        self.act_on_each(request, queryset, Action.CLEAR)
