"""What a visitor says of themselves is one list: whatever is in it stands everywhere."""

from articles.models import BodyArea
from booking.models import BookingRequest

from .form import PAGE, address, form_key, typed
from .mail import post
from .page import REQUESTS, admin_page, desk_url, text

SAID = {"name": "Ana Bell", "phone": "(713) 555-0100", "note": "Firm, please."}


def test_what_a_visitor_says_stands_wherever_it_is_read(
    client, staff, guide, make_request
):
    contact = {"email": "ana@visitor.example", "phone": "+17135550100"}
    neck = BodyArea.objects.get(slug="neck")
    request = make_request(**SAID | contact, area=neck)
    copied = {"chosen": request.pk, "act": "export"}
    form = typed(form_key=form_key(client), area="neck", **SAID)

    places = {
        "check": text(client.post(PAGE, form)),
        "visitor": text(client.get(address(request))),
        "staff": text(client.get(desk_url(request))),
        "mail": post.text(post.last_mails(request)["desk"]),
        "admin": text(staff.get(admin_page(request))),
        "table": text(staff.get(f"{REQUESTS}export/")),
        "copy": text(staff.post(admin_page(request, "person"), copied)),
    }

    values = {detail.value for detail in request.details if detail.value}
    assert values == {"Neck", contact["email"], *SAID.values()}
    for place, page in places.items():
        assert not [value for value in values if value not in page], place
    assert BookingRequest.objects.count() == 1
