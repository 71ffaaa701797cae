import re

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.db.models import Q
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_safe

from ..availability.agenda import full_wishes
from ..availability.schedule import current_schedule
from ..models import BookingRequest
from ..models.details import DETAILS
from .agenda import AgendaMixin
from .answer import AnswerMixin
from .mixins import DiscreetLogMixin, ExportMixin, PagesMixin, ReadOnlyAdmin
from .personal_data import PersonMixin
from .phone_request import PhoneRequestForm
from .request_list import ColumnsMixin, DayFilter, SpamFilter, pressing_first

LINKS = {"email": "mail_link", "phone": "phone_link"}
LIKE_A_PHONE = re.compile(r"[\d\s()+.-]{4,}")


class Requests(ChangeList):
    """The list knows which of its wishes can’t be met any more."""

    def get_results(self, request):
        super().get_results(request)
        self.result_list = list(self.result_list)
        full = full_wishes(current_schedule(), self.result_list, timezone.now())
        for row in self.result_list:
            row.full_wishes = full


@admin.register(BookingRequest)
class BookingRequestAdmin(
    ColumnsMixin,
    AnswerMixin,
    PersonMixin,
    AgendaMixin,
    ExportMixin,
    DiscreetLogMixin,
    PagesMixin,
    ReadOnlyAdmin,
):
    """What visitors ask. Only the acts of the workflow change how it stands."""

    list_display = ["reference", "name", "service", "wished", "time", "stands"]
    list_filter = ["state", DayFilter, SpamFilter]
    list_per_page = 50
    search_fields = ["reference", "name", "email"]
    search_help_text = "By name, phone, mail or reference."
    fieldsets = [
        (None, {"fields": ["reference", "stands", "time", "service", "wished"]}),
        ("Visitor", {"fields": [LINKS.get(name, name) for name in DETAILS]}),
        ("Dates", {"fields": ["created_at", "answer_by", "delete_on"]}),
    ]
    wish_rows = [("day_1", "part_1"), ("day_2", "part_2"), ("day_3", "part_3")]
    add_fieldsets = [
        (None, {"fields": ["once", "shown_day", "service"]}),
        ("Wishes", {"fields": wish_rows}),
        ("Visitor", {"fields": DETAILS}),
        ("Read out to the caller", {"fields": ["fit_for_massage", "consented"]}),
    ]

    class Media:
        css = {"all": ["css/admin/requests.css", "css/admin/agenda.css"]}

    def get_urls(self):
        pages = [
            ("answer", "<int:pk>/answer/", self.answer_view),
            ("person", "<int:pk>/person/", self.person_view),
            ("today", "agenda/", self.today_view),
            ("day", "agenda/<str:day>/", self.day_view),
            ("week", "agenda/<str:day>/week/", self.week_view),
            ("export", "export/", require_safe(self.export_view)),
        ]
        ours = [
            path(
                address,
                self.admin_site.admin_view(view),
                name=f"booking_bookingrequest_{name}",
            )
            for name, address, view in pages
        ]
        return [*ours, *super().get_urls()]

    def get_queryset(self, request):
        return pressing_first(
            BookingRequest.objects.select_related("area").prefetch_related("wishes")
        )

    def get_ordering(self, request):
        return self.get_queryset(request).query.order_by

    def get_changelist(self, request, **kwargs):
        return Requests

    def get_search_results(self, request, queryset, search_term):
        if LIKE_A_PHONE.fullmatch(search_term):
            digits = re.sub(r"\D", "", search_term)
            found = Q(phone__contains=digits) | Q(reference__contains=digits)
            return queryset.filter(found), False
        return super().get_search_results(request, queryset, search_term)

    def get_fieldsets(self, request, obj=None):
        return self.fieldsets if obj else self.add_fieldsets

    def get_form(self, request, obj=None, **kwargs):
        return super().get_form(request, obj, **kwargs) if obj else PhoneRequestForm

    def save_model(self, request, obj, form, change):
        stored = form.submit(who=request.user.get_username())
        obj.pk, obj.reference = stored.pk, stored.reference

    def response_add(self, request, obj, post_url_continue=None):
        messages.success(request, f"The request {obj} is stored. Answer it here.")
        return redirect("admin:booking_bookingrequest_answer", obj.pk)
