"""A site with a row of everything, and people with each of the roles; what stands for
the names in its addresses."""

import re

from django.apps import apps
from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.test import Client

from articles.models import Article, Draft, PreviewLink
from booking.models import OutboxMail, PrivateLink, Spa, Tally
from booking.workflow.acts import decline
from knotcare.auth.roles import create_roles
from knotcare.health.heartbeat import beat
from tests.articles.images.pictures import in_library
from tests.booking.life import accept
from tests.booking.page import key_of

PASSWORD = "all-about-the-house"
EXAMPLES = {
    "article": {"title": "New", "slug": "new", "summary": "S.", "body": "Text."},
    "question": {"question": "New?", "slug": "new", "answer": "Yes."},
    "bodyarea": {"name": "New", "slug": "new", "summary": "S."},
    "stretch": {
        "name": "New",
        "slug": "new",
        "target": "All of it.",
        "steps": "Breathe.",
        "hold_from_seconds": 20,
        "sides": "both",
        "caution": "Stop when it hurts.",
    },
    "carecard": {
        "level": "urgent",
        "heading": "Call today if",
        "slug": "new",
        "bullets": "it is new",
    },
    "dose": {"name": "New", "slug": "new", "to_seconds": 60},
    "source": {"slug": "new", "citation": "A new one."},
    "service": {"name": "New", "minutes": 30},
    "openinghours": {"weekday": 6, "opens": "09:00", "closes": "12:00"},
    "specialhours": {"day": "2027-03-07", "opens": "10:00", "closes": "12:00"},
    "closure": {"first_day": "2027-07-04", "last_day": "2027-07-05"},
}
ORDERED = {"article", "question", "bodyarea", "stretch", "carecard", "service"}
TEXTS = {
    "article": "body",
    "question": "answer",
    "bodyarea": "summary",
    "stretch": "caution",
}


class House:
    """The site's rows by their kind: one that pages show, and a spare one, to delete."""

    def __init__(self, make_request):
        beat()
        self.asked = make_request()
        self.agreed = accept(make_request(name="Bea"))
        self.over = decline(make_request(name="Cem"), who="Eve")
        self.people = dict(people())
        self.preview = draft_with_link()
        self.spare = dict(spare_rows(make_request))
        self.shown = {kind: shown(row) for kind, row in self.spare.items()}
        self.shown["article"] = self.preview.article
        self.shown["bookingrequest"] = self.asked
        for kind, name in TEXTS.items():
            change(self.shown[kind], name)
        # The keys of the private pages, by where they are.
        self.keys = {
            "/preview/": self.preview.key,
            "/book/": key_of(self.asked, "visitor"),
            "/book/calendar/": key_of(self.agreed, "calendar"),
            "/desk/": key_of(self.asked),
            "/desk/feed/": Spa.objects.get().feed_key,
        }
        kind_of = ContentType.objects.get_for_model
        self.values = {
            "page": 1,
            "section": "chapters",
            "name": self.shown["uploadedpicture"].picture.url.removeprefix("/media/"),
            "url": "nothing/",
            "app_label": "articles",
            "day": "2027-03-06",
            "direction": "up",
            "content_type_id": kind_of(Article).pk,
            "object_id": self.shown["article"].pk,
            "private content_type_id": kind_of(PrivateLink).pk,
            "private object_id": PrivateLink.objects.first().pk,
        }

    def sign_in(self, person: str, **how) -> Client:
        client = Client(raise_request_exception=False, **how)
        if person in self.people:
            client.force_login(self.people[person])
        return client

    def row(self, address: str):
        kind = address.split("/")[3]
        is_deleted = address.endswith(("/delete/", f"/{kind}/"))
        return (self.spare if is_deleted else self.shown)[kind]

    def real(self, address: str) -> str:
        """The address with the values of real rows in place of the names."""
        return re.sub(
            r"<([\w ]+)>", lambda it: str(self.value(it[1], address)), address
        )

    def value(self, name: str, address: str):
        if name.startswith("wrong "):
            return "x" * 32
        if name in ("pk", "id", "object_id") and "/r/" not in address:
            return self.row(address).pk
        if name == "version":
            return self.row(address).history.last().history_id
        if name == "slug":
            return "neck" if "relief" in address else "ease-a-knot-now"
        if name == "key":
            return self.keys[address.partition("<")[0]]
        return self.values[name]


def people():
    create_roles()
    desk, editors = Group.objects.order_by("-name")
    for name, groups, is_staff in (
        ("former", [desk, editors], False),
        ("newcomer", [], True),
        ("desk", [desk], True),
        ("editor", [editors], True),
    ):
        user = User.objects.create_user(name, password=PASSWORD, is_staff=is_staff)
        user.groups.set(groups)
        yield name, user
    yield "owner", User.objects.create_superuser("owner", password=PASSWORD)


def draft_with_link() -> PreviewLink:
    chapter = Article.objects.published().last()
    texts = {"title": chapter.title, "slug": chapter.slug, "summary": chapter.summary}
    Draft.objects.create(article=chapter, body="The next text.", **texts)
    return PreviewLink.objects.create(article=chapter)


def spare_rows(make_request):
    for kind, values in EXAMPLES.items():
        model = model_of(kind)
        order = {"order": model.objects.next_order()} if kind in ORDERED else {}
        named = {"slug": "spare"} if "slug" in values else {}
        named |= {"name": "Spare"} if "name" in values else {}
        named |= {"opens": "08:00", "closes": "08:30"} if "opens" in values else {}
        yield kind, model.objects.create(**values | named | order)
    in_library()
    yield "uploadedpicture", in_library("A wall")
    yield "user", User.objects.create_user("spare")
    yield "group", Group.objects.create(name="Spare")
    yield "bookingrequest", make_request(suspicion="too fast")
    OutboxMail.objects.update(error="No answer.", next_try_at=None)
    yield "outboxmail", OutboxMail.objects.first()
    yield "spa", Spa.objects.get()
    Tally.objects.count_in(OutboxMail.objects.first().entry.request)
    yield "tally", Tally.objects.get()


def shown(spare):
    """A row that is no spare one, where there are two."""
    others = type(spare)._default_manager.exclude(pk=spare.pk).order_by("-pk")
    return others.first() or spare


def change(row, name: str) -> None:
    """A second version, so that the first can be restored."""
    setattr(row, name, getattr(row, name) + " More.")
    row.save()


def model_of(kind: str):
    return next(model for model in apps.get_models() if model._meta.model_name == kind)
