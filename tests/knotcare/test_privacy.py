"""The privacy page says what is true, and of everything that is asked or kept."""

import re
from datetime import timedelta

import pytest
from django.conf import settings

from booking import tasks
from booking.forms.booking import NAMES, BookingForm
from booking.forms.wished_time import WishForm
from booking.models import BookingRequest, Spa
from booking.models.details import DETAILS
from booking.utils.formatting import spoken_span
from knotcare.backups.making import KEPT_BACKUPS
from tests.booking.conftest import clock, make_request, spa
from tests.booking.page import text

__all__ = ["clock", "make_request", "spa"]

STORES = re.compile(
    r"localStorage|sessionStorage|indexedDB|serviceWorker|caches\.|document\.cookie"
)
# Each stored field, by what the page says of it. One that is new is told, or named here.
ASKED = {
    *("service_name", "minutes", *DETAILS, "fit_for_massage", "consented"),
}
TOLD = {"client": "scrambled", "delete_on": "exact day", "suspicion": "spam"}
OF_THE_SITE = {
    *("id", "form_key", "reference", "state", "start", "sequence", "answer_by"),
    *("wishes_end_at", "remind_at", "created_at"),
}


@pytest.fixture
def page(client, db):
    """The page's words."""
    return lambda: text(client.get("/privacy/"))


def test_every_field_of_the_form_is_named_with_why_it_is_asked(client, page):
    html = client.get("/privacy/").content.decode()
    found = dict(re.findall(r'<div id="(\w+)">\s*<dt>[^<]*(<span>optional)?', html))
    named = {
        *found,
        *("phone", "fit_for_massage"),  # in one line with mail, and with the consent
        *("other_day", "part"),  # and with the day
    }
    fields = BookingForm.base_fields | WishForm.base_fields

    assert set(fields) == named
    assert {re.sub(r"_\d$", "", name) for name in NAMES} == named
    for name in ("service", "day", "part", *DETAILS):
        assert fields[name].label.removesuffix(" (optional)").lower() in page().lower()
    optional = [name for name, word in found.items() if word]
    assert set(optional) == {
        name for name, field in fields.items() if "(optional)" in str(field.label)
    }
    assert not [name for name in optional if fields[name].required]


def test_everything_that_is_stored_of_a_request_is_told(page):
    stored = {field.name for field in BookingRequest._meta.concrete_fields}

    assert stored == ASKED | set(TOLD) | OF_THE_SITE
    assert [words for words in TOLD.values() if words not in page()] == []


def test_how_long_is_what_the_spa_has_chosen(page):
    for days, words in {
        180: "180 days (about six months) from when",
        365: "365 days (about 12 months) from when",
        61: "61 days (about two months) from when",
        45: "45 days from when",
    }.items():
        Spa(pk=1, keep_days=days, horizon_days=30).save()

        assert words in page()
        assert spoken_span(days) in words


def test_the_other_times_are_those_of_the_code(page):
    assert timedelta(days=1) == tasks.CLIENT_IS_KNOWN_FOR and "One day." in page()
    assert timedelta(minutes=15) == settings.AXES_COOLOFF_TIME
    assert "a quarter of an hour" in page()
    assert f"As a rule {KEPT_BACKUPS} days" in page()
    assert settings.CSRF_COOKIE_AGE <= 366 * 24 * 60 * 60
    assert "one cookie, for a year at most" in page()


def test_the_form_sets_that_cookie_alone_and_leads_to_the_page(client, make_request):
    response = client.get("/book/")
    html = response.content.decode()

    assert set(response.cookies) == {settings.CSRF_COOKIE_NAME}
    form = html[html.index("<form") : html.index("</form")]
    assert 'href="/privacy/"' in form


def test_no_script_stores_anything_on_a_readers_device(page):
    stored = {
        file.name: found[0]
        for file in (settings.BASE_DIR / "static/js").rglob("*.js")
        if (found := STORES.search(file.read_text(encoding="utf-8")))
    }

    assert stored == {}
    assert "Nothing is stored on your device" in page()


def test_who_wants_to_see_or_erase_their_data_is_told_whom_to_ask(client, page):
    assert "Tell us when you come, or answer one of our mails." in page()

    Spa.objects.create(pk=1, phone="(713) 555-0199", email="desk@spa.example")
    html = client.get("/privacy/").content.decode()

    main = html[html.index("<main") : html.index("</main")]
    assert 'href="mailto:desk@spa.example"' in main
    assert "Tell us: (713) 555-0199 or desk@spa.example." in page()


def test_every_page_and_the_sitemap_lead_there(get_page):
    for path in ("/", "/about/", "/guide/ease-a-knot-now/"):
        html = get_page(path)

        assert 'href="/privacy/"' in html[html.index("<footer") :], path
    assert "/privacy/</loc>" in get_page("/sitemap.xml")
