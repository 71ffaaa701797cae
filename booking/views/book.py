"""The page on which visitors ask: the form, a check page, then sent."""

from datetime import date
from uuid import UUID

from django.http import QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from articles.models import CareCard

from ..availability.schedule import current_schedule
from ..forms import form_token
from ..forms.booking import BookingForm
from ..models import BookingRequest, PrivateLink
from ..privacy.retention import delete_on
from ..workflow import spam
from ..workflow.submit import submit
from .private_links import SeeOther

NOT_SENT = (
    "Nothing has been sent yet: the page was open in another window, or your browser "
    "keeps no cookie for us. All that you typed is still here. Please go on once more."
)
NEW_KEY = "Nothing has been sent yet. Please press “Send my request” once more."
ANOTHER = (
    "This is not sent yet. It differs from the request that you sent before. If you want "
    "both, press “Send my request”."
)


# Never shared, as each form has its own key. But a browser may keep the page, so that
# the way back finds what was typed.
@cache_control(private=True, no_cache=True)
@require_http_methods(["GET", "HEAD", "POST"])
def book(request):
    form = new_form(request.POST if request.method == "POST" else None, request)
    is_sent = "send" in request.POST
    if is_sent and (first := sent_before(request)) and form.asks_the_same_as(first):
        return to_private_page(first, is_new=False)
    if not (form.can_ask or form.is_bound):
        return render(request, "booking/closed.html")
    if form.is_bound and not form.is_valid():
        return form_page(request, form, status=422)
    if not form.is_bound or "change" in request.POST:
        return form_page(request, form)
    return send(request, form) if is_sent else check_page(request, form)


def send(request, form: BookingForm):
    """Store what a valid form asks for. What differs from what was sent with its key is
    another request, once its sender was told so."""
    if not (key := form_token.read(signed_key(request))):
        return check_page(request, form, NEW_KEY)
    if "another" in request.POST and is_another(request, form):
        key = form_token.another(key, form.content)
    booking, is_new = store(request, form, key)
    if is_new or form.asks_the_same_as(booking):
        return to_private_page(booking, is_new)
    return check_page(request, form)


def not_sent(request):
    """The form as it was typed, where Django's CSRF check refused it."""
    form = new_form(request.POST, request)
    return form_page(request, form, status=403, notice=NOT_SENT)


def new_form(data: QueryDict | None, request) -> BookingForm:
    return BookingForm(
        data,
        schedule=current_schedule(),
        now=timezone.now(),
        area=request.GET.get("area", ""),
    )


def signed_key(request) -> str:
    return request.POST.get("form_key", "")


def day_of_deletion(request) -> date:
    """The day that this page’s sender is told, and was told on the pages before."""
    return delete_on(request.POST.get("shown_day", ""))


def sent_before(request) -> BookingRequest | None:
    """What was sent with the key of this form."""
    key = form_token.read(signed_key(request))
    return BookingRequest.objects.filter(form_key=key).first() if key else None


def is_another(request, form: BookingForm) -> bool:
    """Whether the form was sent before, with something else in it."""
    first = sent_before(request)
    return bool(first) and not form.asks_the_same_as(first)


def page_context(request, form: BookingForm) -> dict:
    """What both pages show: a form's key stays its own from the first page to the last."""
    signed = signed_key(request)
    return {
        "form": form,
        "form_key": signed if form_token.read(signed) else form_token.new(),
        "delete_on": day_of_deletion(request),
    }


def form_page(request, form: BookingForm, status: int = 200, notice: str = ""):
    context = page_context(request, form) | {
        "notice": notice,
        "care_cards": CareCard.objects.filter(level=CareCard.Level.ASK_FIRST),
    }
    return render(request, "booking/book.html", context, status=status)


def check_page(request, form: BookingForm, notice: str = ""):
    another = is_another(request, form)
    notice = ANOTHER if another else notice
    context = page_context(request, form) | {
        "notice": notice,
        "is_another": another,
        "booking": new_booking(request, form),
    }
    return render(request, "booking/check.html", context)


def store(request, form: BookingForm, key: UUID) -> tuple[BookingRequest, bool]:
    """The stored request, and whether it is new."""
    booking = new_booking(request, form, form_key=key, client=spam.client(request))
    booking.suspicion = spam.suspicion(
        booking,
        trap=form.cleaned_data["website"],
        is_hasty=form_token.is_hasty(signed_key(request)),
        now=timezone.now(),
    )
    return submit(booking, form.wished)


def new_booking(request, form: BookingForm, **values) -> BookingRequest:
    day = day_of_deletion(request)
    return form.new_booking(form.schedule, form.wished, delete_on=day, **values)


def to_private_page(booking: BookingRequest, is_new: bool) -> SeeOther:
    link = booking.links.get(purpose=PrivateLink.Purpose.VISITOR)
    return SeeOther(link.get_absolute_url() + ("" if is_new else "?again=1"))
