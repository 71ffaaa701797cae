"""The page of something that broke, whatever it was and wherever."""

import re
from unittest.mock import Mock

import pytest
from django import db
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client, RequestFactory

from articles.models import Article
from booking.models import Spa
from booking.models.spa import SpaQuerySet
from booking.views import book
from knotcare.middleware import publish_on_time
from tests.booking.form import values_on
from tests.desk import admin_url, form_values

SENT = {"name": "Ana Bell", "note": "My <b>words</b>", "send": "1", "form_key": "a:b"}
PASSWORD = "the-secret-of-ed-7"
LOCKED = db.OperationalError("database is locked")
STATUSES = [
    (LOCKED, 503),
    (db.InterfaceError("the connection is closed"), 503),
    (db.DatabaseError("file is not a database"), 503),
    (db.IntegrityError("a rule of ours is broken"), 500),
    (db.ProgrammingError("no such column"), 500),
    (ZeroDivisionError("whatever"), 500),
]


@pytest.fixture
def visitor(guide):
    Spa.objects.create(pk=1, phone="(713) 555-0123", email="desk@spa.example")
    Spa.objects.current()
    yield Client(raise_request_exception=False)
    SpaQuerySet.seen = None


@pytest.fixture
def break_with(monkeypatch):
    """Break the booking form, and whatever publishes chapters, with an error."""

    def broken(error: Exception):
        fail = Mock(side_effect=error)
        monkeypatch.setattr(book, "current_schedule", fail)
        monkeypatch.setattr(publish_on_time, "publish_due", fail)

    return broken


def test_whatever_breaks_what_was_typed_is_kept(visitor, break_with, subtests):
    for error, status in STATUSES:
        with subtests.test(error=error):
            break_with(error)

            answer = visitor.post("/book/", SENT)

            page = answer.content.decode()
            assert answer.status_code == status
            assert answer.get("Retry-After") == ("60" if status == 503 else None)
            assert "no-store" in answer["Cache-Control"]
            assert values_on(answer) == SENT
            assert "(713) 555-0123" in page and "desk@spa.example" in page
            assert str(error) not in page
            assert "form-action 'self'" in answer["Content-Security-Policy"]


def test_a_page_that_only_shows_keeps_nothing_and_sends_nowhere(visitor, break_with):
    break_with(LOCKED)

    answer = visitor.get("/book/?area=neck")

    assert answer.status_code == 503
    assert "<form" not in answer.content.decode()
    assert "form-action 'none'" in answer["Content-Security-Policy"]


def test_a_spa_that_was_never_read_is_not_made_up(visitor, break_with):
    SpaQuerySet.seen = None
    break_with(db.OperationalError("unable to open database file"))

    page = visitor.post("/book/", SENT).content.decode()

    assert "wait?" not in page and "tel:" not in page
    assert "<span>My &lt;b&gt;words&lt;/b&gt;</span>" in page


def test_an_editor_gets_a_chapter_back(visitor, break_with, django_user_model):
    visitor.force_login(django_user_model.objects.create_superuser("ed"))
    url = admin_url(Article, "change", Article.objects.first().pk)
    form = form_values(visitor.get(url)) | {"body": "Line one\r\n\r\n<i>Line two</i>"}
    break_with(db.OperationalError("database or disk is full"))

    answer = visitor.post(url, form)

    kept = {
        name: re.sub("\r?\n", "\r\n", each) for name, each in values_on(answer).items()
    }
    assert answer.status_code == 503
    assert kept["body"] == form["body"]
    assert kept.keys() == form.keys()
    assert "look whether it was saved" in answer.content.decode()
    assert "tel:" not in answer.content.decode()


def test_a_password_is_never_shown_again(visitor, break_with):
    break_with(LOCKED)

    for path in ("/admin/login/", "/admin/password_change/"):
        answer = visitor.post(path, {"username": "ed", "old_password": PASSWORD})

        assert answer.status_code == 503
        assert PASSWORD not in answer.content.decode()
        assert "go back, and send it again" in answer.content.decode()


def test_a_file_cannot_be_kept_and_nothing_pretends_to(visitor, break_with):
    break_with(db.OperationalError("database or disk is full"))

    answer = visitor.post("/book/", SENT | {"file": SimpleUploadedFile("a", b"b")})

    assert answer.status_code == 503
    assert "<form" not in answer.content.decode()


def test_what_another_site_has_sent_gets_no_token_of_ours(visitor, break_with):
    careful = Client(raise_request_exception=False, enforce_csrf_checks=True)
    careful.get("/book/")
    break_with(LOCKED)

    answer = careful.post("/book/", SENT | {"csrfmiddlewaretoken": "x" * 64})

    assert answer.status_code == 503
    assert values_on(answer)["csrfmiddlewaretoken"] == "x" * 64


def test_what_broke_off_on_its_way_is_not_read_again(visitor):
    """As Django reads it: an enforced CSRF check, before any view."""
    gone = Mock(side_effect=ConnectionResetError)
    environ = RequestFactory().post("/book/").environ | {
        "wsgi.input": Mock(read=gone, readline=gone),
        "CONTENT_TYPE": "application/x-www-form-urlencoded",
        "CONTENT_LENGTH": "99",
    }
    started = []

    page = b"".join(WSGIHandler()(environ, lambda *given: started.append(given)))

    assert started[0][0] == "500 Internal Server Error"
    assert b"go back, and send it again" in page
