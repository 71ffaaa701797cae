"""Whoever is signed out while they write, or signs in again, loses nothing they typed."""

import html5lib
import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http.request import HttpHeaders
from django.test import Client

from articles.models import Article, Question, UploadedPicture
from booking.models import Service
from tests.articles.images.pictures import picture_file
from tests.booking.form import values_on
from tests.desk import admin_url, form_values, sent

from ..auth.rights_house import EXAMPLES

HERE, PASSWORD = "http://testserver", "all-about-the-house"
TYPED = "Eve’s <b>long</b>\r\n\r\ntext."
TYPED_AND_PRESSED = {"body": TYPED, "_keep": "Keep as draft"}
SECRET = "the-secret-of-eve"
FORM = "application/x-www-form-urlencoded"
ODD = [
    (b"", FORM),
    (b"a=%FF%00&=b&&c&body=" + b"%00" * 9, FORM),
    (b"\xff\xfe", "multipart/form-data; boundary=x"),
    (b"--x\r\n\r\n", "multipart/form-data"),
    (b"{}", "application/json"),
]
FROM_ELSEWHERE = [
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Origin": HERE + ".evil.example"},
    {"Origin": "http://testserver@evil.example"},
    {"Referer": "https://evil.example/http://testserver/"},
    {"Referer": "http://[broken"},
    {},
]


class Browser(Client):
    """As a browser sends a form: with its token, and from where it comes."""

    def __init__(self):
        super().__init__(enforce_csrf_checks=True)
        self.come_from({"Origin": HERE})

    def sign_in(self):
        """As in another tab: the form that is open here knows nothing of it."""
        self.cookies.pop("sessionid", None)
        form = values_on(self.get("/admin/login/"))
        typed = form | {"username": "eve", "password": PASSWORD}
        assert self.post("/admin/login/", typed).status_code == 302

    def be_signed_out(self):
        self.cookies.pop("sessionid", None)

    def come_from(self, headers: dict):
        self.defaults = HttpHeaders.to_wsgi_names(headers)


@pytest.fixture
def eve(guide, django_user_model):
    django_user_model.objects.create_superuser("eve", password=PASSWORD)
    browser = Browser()
    browser.sign_in()
    return browser


@pytest.fixture
def url(guide):
    return admin_url(Article, "change", Article.objects.first().pk)


def form_at(browser, url: str) -> dict:
    """As browsers send it: nothing stands for a choice of which nothing is chosen."""
    values = form_values(browser.get(url))
    return {name: value for name, value in values.items() if value != []}


@pytest.fixture
def form(eve, url):
    """What the form of the chapter would send after an hour of writing."""
    return form_at(eve, url) | TYPED_AND_PRESSED


def page_of(response):
    page = html5lib.parse(response.content.decode(), namespaceHTMLElements=False)
    return page.find(".//main")


def text_in(response) -> str:
    return " ".join(" ".join(page_of(response).itertext()).split())


def sent_again(response) -> dict:
    """What the button on the page sends."""
    return {
        field.get("name"): sent(field.get("value"))
        for field in page_of(response).iterfind(".//form//input")
    }


def draft() -> str:
    return sent(Article.objects.first().draft.body)


def test_who_signed_in_again_is_asked_once_more_and_it_is_saved(eve, url, form):
    eve.sign_in()

    response = eve.post(url, form)

    assert response.status_code == 403
    assert "no-store" in response["Cache-Control"]
    assert "form-action 'self'" in response["Content-Security-Policy"]
    assert "Eve’s <b>long</b> text." in text_in(response)
    assert "Keep as draft" not in text_in(response)
    again = sent_again(response)
    assert again.pop("csrfmiddlewaretoken") != form.pop("csrfmiddlewaretoken")
    assert again.keys() == form.keys()

    assert eve.post(url, sent_again(response)).status_code == 302
    assert draft() == TYPED


def test_who_is_signed_out_can_sign_in_and_send_it_again(eve, url, form):
    eve.be_signed_out()

    response = eve.post(url, form)

    assert response.status_code == 403
    assert "no-store" in response["Cache-Control"]
    assert "Eve’s <b>long</b> text." in text_in(response)
    link = page_of(response).find(".//a[@href='/admin/login/']")
    assert link.get("target") == "_blank"
    eve.sign_in()
    response = eve.post(url, sent_again(response))
    assert eve.post(url, sent_again(response)).status_code == 302
    assert draft() == TYPED


@pytest.mark.parametrize("model", [Question, Service])
def test_a_new_row_of_the_guide_or_the_spa_is_kept_too(eve, model):
    url = admin_url(model, "add")
    new = form_at(eve, url) | EXAMPLES[model._meta.model_name]
    rows = model.objects.count()
    eve.sign_in()

    response = eve.post(url, new)

    assert response.status_code == 403
    assert eve.post(url, sent_again(response)).status_code == 302
    assert model.objects.count() == rows + 1


def test_what_another_site_sent_gets_no_button(eve, url, form, subtests):
    for who in ("signed in", "signed out"):
        for headers in FROM_ELSEWHERE:
            with subtests.test(who=who, **headers):
                eve.come_from(headers)
                response = eve.post(url, form | {"csrfmiddlewaretoken": "x"})

                assert response.status_code == 403
                assert "long" not in response.content.decode()
                assert url not in response.content.decode()
        eve.be_signed_out()


def test_a_forged_form_for_who_is_signed_out_leads_to_the_sign_in_page(url, db):
    response = Client().post(url, {"body": TYPED}, headers={"Origin": "https://a.b"})

    assert response.status_code == 302
    assert response.url.startswith("/admin/login/")


def test_a_browser_that_tells_only_the_page_before_is_believed(eve, url, form):
    eve.sign_in()
    eve.come_from({"Referer": HERE + url})

    assert sent_again(eve.post(url, form))["body"]


def test_no_password_is_shown_again(eve, url, form, subtests):
    secret = {"password1": SECRET, "old_password": SECRET, "Password": SECRET}
    eve.sign_in()

    for who in ("signed in again", "signed out"):
        for address in (url, admin_url(User, "add"), "/admin/password_change/"):
            with subtests.test(who=who, address=address):
                response = eve.post(address, form | secret)

                assert response.status_code in (302, 403)
                assert SECRET not in response.content.decode()
        eve.be_signed_out()


def test_a_file_cannot_be_kept_and_that_is_said(eve):
    url = admin_url(UploadedPicture, "add")
    new = form_at(eve, url) | {"description": "A red wall"}
    eve.sign_in()
    file = SimpleUploadedFile("wall.png", picture_file("PNG", size=(60, 30)))

    response = eve.post(url, new | {"file": file})

    assert "wall.png" in text_in(response)
    response = eve.post(url, sent_again(response))
    assert response.status_code == 200
    assert form_values(response)["description"] == "A red wall"


def test_odd_bodies_break_nothing(eve, url, subtests):
    for who in ("signed in", "signed out"):
        for body, kind in ODD:
            with subtests.test(who=who, body=body):
                response = eve.generic("POST", url, body, content_type=kind)

                assert response.status_code in (400, 403)
        eve.be_signed_out()
