"""What is sent to each address: the form of its page, rightly filled in."""

from functools import cache

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.articles.break_reminders.breaks import CHOICES
from tests.articles.images.pictures import picture_file
from tests.booking.form import form_key, typed
from tests.desk import form_values

from .rights_house import EXAMPLES, PASSWORD, House

NEW = EXAMPLES | {
    "bodyarea": EXAMPLES["bodyarea"]
    | {
        "quick_relief-0-tool": "A ball",
        "quick_relief-0-action": "Lean on it.",
        "quick_relief-0-stop_sign": "Not on the spine.",
        "quick_relief-0-hold_from_seconds": 20,
        "quick_relief-0-hold_to_seconds": 30,
    },
    "uploadedpicture": {"description": "A door"},
    "bookingrequest": {},
    "user": {"username": "new", "password1": PASSWORD, "password2": PASSWORD},
    "group": {"name": "New"},
}
CHANGED = {  # by the first of these fields that the form of a row has
    **dict.fromkeys(("title", "question", "heading", "citation"), "Changed"),
    **dict.fromkeys(("description", "reason", "first_name", "name"), "Changed"),
    "closes": "17:00",
}
LEFT_ALONE = {"bookingrequest", "outboxmail", "tally"}
CHOSEN = {"bookingrequest": "clear", "outboxmail": "send_again"}
NEW_PASSWORDS = {"new_password1": "new-" + PASSWORD, "new_password2": "new-" + PASSWORD}


def typed_in(house: House) -> dict[str, dict]:
    """What is sent to the pages that are no row's."""
    seen = {"seen": house.asked.sequence}
    to_be_erased = {"act": "erase", "chosen": house.over.pk, "is_sure": "on"}
    passwords = {"password1": PASSWORD, "password2": PASSWORD}
    key = house.shown["uploadedpicture"].key
    return {
        "/book/<key>/": seen | {"act": "withdraw"},
        "/desk/<key>/": seen | {"act": "decline"},
        "/admin/login/": {"username": "owner", "password": PASSWORD},
        "/admin/password_change/": NEW_PASSWORDS | {"old_password": PASSWORD},
        # What the right code does: second_factor/
        "/admin/second-factor/": {"new-code": "12", "off-code": "12"},
        "/admin/second-factor/code/": {"code": "12"},
        "/admin/second-factor/set-up/": {"code": "12"},
        "/admin/auth/user/<id>/password/": passwords | {"usable_password": "true"},
        "/admin/booking/bookingrequest/<pk>/answer/": seen | {"act": "decline"},
        "/admin/booking/bookingrequest/<pk>/person/": to_be_erased,
        "/markdownx/markdownify/": {"content": "Text."},
        "/markdownx/pictures/": {"key": key, "description": "A wall"},
    }


class Sender:
    """Fills in the forms of a house, each as its owner sees it."""

    def __init__(self, house: House):
        self.house, self.owner = house, house.sign_in("owner")
        self.typed_in = typed_in(house)
        self.form = cache(self.form)

    def form(self, address: str) -> dict:
        return form_values(self.owner.get(self.house.real(address)))

    def data(self, address: str, method: str) -> dict:
        """What a query asks for, or a form sends."""
        if method == "post":
            return self.sent(address)
        return CHOICES if address == "/breaks.ics" else {}

    def sent(self, address: str) -> dict:
        """The values that are sent to an address, none where a button says it all."""
        address = address.replace("<wrong ", "<")
        if address in self.typed_in:
            return self.typed_in[address]
        if address == "/book/":
            return typed(form_key=form_key(self.owner), send="1")
        if address.endswith("/upload/"):
            return {"image": picture()}
        if address.startswith("/admin/") and address.count("/") > 3:
            return self.to_desk(address)
        return {}

    def to_desk(self, address: str) -> dict:
        kind, page = address.split("/")[3], address.split("/")[-2]
        if page == "place":
            rows = type(self.house.shown[kind])._default_manager.values_list("pk")
            return {"place": 0, "seen": ",".join(str(pk) for (pk,) in rows)}
        if page == "add" and kind in NEW:
            return self.form(address) | NEW[kind] | self.more(kind)
        if page == "change" and kind not in LEFT_ALONE:
            form = self.form(address)
            field = next(each for each in CHANGED if each in form)
            return form | {field: CHANGED[field], "_publish": ""}
        if page == kind:
            act = CHOSEN.get(kind, "delete_selected")
            chosen = [self.house.row(address).pk]
            return {"action": act, "_selected_action": chosen, "post": "yes"}
        return {"post": "yes"}

    def more(self, kind: str) -> dict:
        """What a new row needs that stands in no table of examples."""
        if kind == "uploadedpicture":
            return {"image": picture()}
        return typed(day_1="2027-03-13") if kind == "bookingrequest" else {}


def picture() -> SimpleUploadedFile:
    return SimpleUploadedFile("door.png", picture_file(), "image/png")
