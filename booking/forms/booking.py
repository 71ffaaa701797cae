from collections.abc import Mapping
from datetime import date, datetime

from django.forms import BoundField

from articles.utils.forms import error_links

from ..calendar_rules.opening_hours import PartOfDay, Schedule
from ..calendar_rules.wished_times import offered_days
from ..models import BookingRequest, Service
from ..models.details import TYPED
from .contact import RequestFields
from .wished_time import ORDINALS, WishForm


class BookingForm(RequestFields):
    """The whole page: a request and its `wishes`, of which the first has to be given."""

    def __init__(
        self,
        data: Mapping | None = None,
        *,
        schedule: Schedule,
        now: datetime,
        area: str = "",
    ):
        minutes = dict(Service.objects.values_list("pk", "minutes"))
        initial = {"area": area, "service": only(minutes)}
        if data is not None:
            data = {name: data[name] for name in NAMES if name in data}
        super().__init__(data, initial=initial, use_required_attribute=False)
        for field in self.fields.values():
            field.widget.attrs.pop("maxlength", None)  # browsers cut without a word
        self.schedule = schedule
        shortest = min(minutes.values(), default=0)
        offered = offered_days(schedule, shortest, now) if minutes else []
        self.can_ask = bool(offered)
        by_key = {str(key): value for key, value in minutes.items()}
        asked = by_key.get(self.data.get("service"), shortest)
        rules = {"schedule": schedule, "duration_minutes": asked, "now": now}
        data = self.data if self.is_bound else None
        self.wishes = [WishForm(data, number, offered, rules) for number in ORDINALS]

    def clean(self):
        super().clean()
        seen = set()
        for form in self.wishes:
            if form.is_valid() and form.wish in seen:
                form.add_error("part", "You chose this time already. Choose another.")
            elif form.wish:
                seen.add(form.wish)

    def is_valid(self):
        return super().is_valid() and all(form.is_valid() for form in self.wishes)

    @property
    def wished(self) -> list[tuple[date, PartOfDay]]:
        return [form.wish for form in self.wishes if form.wish]

    @property
    def content(self) -> str:
        """What was typed, whether it can be asked for or not: the same for the same."""
        typed = [self.data.get(name, "") for name in ("service", "area", *TYPED)]
        return repr(typed + self.typed_wishes)

    @property
    def typed_wishes(self) -> list[tuple[date | None, str]]:
        return [form.typed for form in self.wishes if form.is_given]

    def asks_the_same_as(self, stored: BookingRequest) -> bool:
        """Whether `stored` may have come of what was typed, even if that can't be asked
        for any more. Of a service that is gone nobody can tell."""
        services = {str(each.pk): each for each in Service.objects.all()}
        service = services.get(self.data.get("service"))
        area = stored.area.slug if stored.area else ""
        wishes = [(each.day, each.part) for each in stored.wishes.all()]
        return (
            (not service or service.name == stored.service_name)
            and (not service or service.minutes == stored.minutes)
            and self.data.get("area", "") == area
            and all(self.data.get(name, "") == getattr(stored, name) for name in TYPED)
            and self.typed_wishes == wishes
        )

    @property
    def fields_on_the_page(self) -> list[BoundField]:
        service, area, *rest = self
        wished = [field for form in self.wishes for field in form]
        return [service, area, *wished, *rest]

    @property
    def error_links(self) -> list[dict]:
        return error_links(self.fields_on_the_page) if self.is_bound else []


NAMES = [
    *BookingForm.base_fields,
    *(f"{name}_{number}" for number in ORDINALS for name in WishForm.base_fields),
]


def only(rows: Mapping) -> object:
    """The one key, where there is nothing to choose."""
    return next(iter(rows)) if len(rows) == 1 else None
