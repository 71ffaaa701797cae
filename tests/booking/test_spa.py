"""The spa's profile: one, and what is empty is shown nowhere."""

import pytest

from booking.models import Spa
from tests.desk import admin_url, save

FILLED = {
    "street": "1 Moon Street",
    "postal_code": "77002",
    "phone": "+1-713-555-0100",
    "email": "desk@example.com",
}
PAGES = ["/", "/about/", "/questions/", "/relief/"]


def test_a_spa_in_the_words_of_search_engines_has_only_what_is_filled_in(db):
    assert Spa().day_spa == {
        "@context": "https://schema.org",
        "@type": "DaySpa",
        "name": "La Moon Massage and Facial",
        "description": "Massage therapies and facials",
        "address": {
            "@type": "PostalAddress",
            "addressLocality": "Houston",
            "addressRegion": "Texas",
            "addressCountry": "US",
        },
    }


def test_what_is_filled_in_is_said(db):
    spa = Spa(**FILLED).day_spa

    assert spa["telephone"] == "+1-713-555-0100"
    assert spa["email"] == "desk@example.com"
    assert spa["address"]["streetAddress"] == "1 Moon Street"
    assert spa["address"]["postalCode"] == "77002"


@pytest.mark.parametrize("url", PAGES)
def test_a_page_shows_what_is_filled_in(guide, client, url):
    Spa.objects.create(pk=1, name="Moon Spa", **FILLED)

    page = client.get(url).content.decode()

    assert "Moon Spa" in page
    assert 'href="tel:+1-713-555-0100"' in page
    assert 'href="mailto:desk@example.com"' in page
    assert "1 Moon Street" in page


@pytest.mark.parametrize("saved", [True, False])
@pytest.mark.parametrize("url", PAGES)
def test_a_page_shows_nothing_that_is_empty(guide, client, url, saved):
    if saved:
        Spa.objects.create(pk=1)

    page = client.get(url).content.decode()

    assert "La Moon Massage and Facial" in page
    for trace in ("tel:", "mailto:", "telephone", "None"):
        assert trace not in page


def test_the_desk_leads_to_the_one_profile(editor_client):
    listed, add = admin_url(Spa, "changelist"), admin_url(Spa, "add")
    assert editor_client.get(listed).url == add

    save(editor_client, add, phone="+1-713-555-0100")

    spa = Spa.objects.get()
    assert spa.phone == "+1-713-555-0100"
    assert editor_client.get(listed).url == admin_url(Spa, "change", spa.pk)


def test_there_is_no_second_spa(editor_client):
    spa = Spa.objects.create(pk=1)

    for url in (admin_url(Spa, "add"), admin_url(Spa, "delete", spa.pk)):
        assert editor_client.get(url).status_code == 403
        assert editor_client.post(url, {"name": "A", "post": "yes"}).status_code == 403

    assert list(Spa.objects.all()) == [spa]


def test_a_changed_profile_stays_the_one(editor_client):
    spa = Spa.objects.create(pk=1)

    response = save(editor_client, admin_url(Spa, "change", spa.pk), name="Moon Spa")

    assert response.status_code == 302
    assert [(row.pk, row.name) for row in Spa.objects.all()] == [(1, "Moon Spa")]
