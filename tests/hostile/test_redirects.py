"""No address of ours sends its visitor to another site."""

from urllib.parse import quote, urljoin, urlsplit

import pytest

from .addresses import ADDRESSES

EVIL = [
    *("https://evil.example/", "//evil.example", "///evil.example", "////evil.example"),
    *("/\\evil.example", "\\\\evil.example", "\\/evil.example", "/\t/evil.example"),
    *("/\n/evil.example", "\x00//evil.example", " //evil.example", "http:evil.example"),
    *("https:///evil.example", "http:\\\\evil.example", "//evil.example\\@testserver"),
    *("javascript:alert(1)", "data:text/html,evil", "vbscript:evil", "JaVaScRiPt:evil"),
    *("//testserver@evil.example", "https://testserver.evil.example", "/%09/evil"),
    *("//testserver:80@evil.example", "/admin/\r\nLocation: https://evil.example"),
    *("https://testserver%2eevil.example", "//evil。example", "//[::1]evil.example"),
]
PASSWORD = "all-about-the-house"
NAMES = ["next", "url", "return", "redirect", "to", "back", "_changelist_filters"]


def assert_stays(response) -> None:
    """Read where it leads as a browser does: of backslashes it makes slashes."""
    to = response.headers.get("Location", "")
    seen = to.replace("\\", "/").translate({9: None, 10: None, 13: None})
    parts = urlsplit(urljoin("http://testserver/a/", seen))
    assert (parts.scheme, parts.hostname) == ("http", "testserver"), to
    assert to.isprintable()


@pytest.mark.parametrize("evil", EVIL)
def test_signing_in_and_out_leads_nowhere_else(client, django_user_model, evil):
    django_user_model.objects.create_superuser("eve", password=PASSWORD)
    typed = {"username": "eve", "password": PASSWORD, "next": evil}

    signed_in = client.post(f"/admin/login/?next={quote(evil)}", typed)
    assert signed_in.status_code == 302
    assert_stays(signed_in)

    assert_stays(client.get(f"/admin/login/?next={quote(evil)}"))
    assert_stays(client.post(f"/admin/logout/?next={quote(evil)}", {"next": evil}))


@pytest.mark.parametrize("evil", EVIL)
def test_a_stranger_who_is_asked_to_sign_in_comes_back_here(client, db, evil):
    path = f"/admin/{quote(evil)}"

    asked = client.get(path)

    assert_stays(asked)


@pytest.mark.parametrize("evil", EVIL)
def test_an_address_without_its_slash_leads_to_the_same_host(client, db, evil):
    for path in (f"/{evil}", f"{evil}/relief", f"/relief{evil}", f"//{evil}"):
        assert_stays(client.get("/" + quote(path, safe="/\\:@")))


def test_no_page_of_staff_follows_a_query(house):
    client = house.sign_in("owner")
    for address in ADDRESSES:
        for evil in EVIL[:2]:
            query = "&".join(f"{name}={quote(evil)}" for name in NAMES)
            response = client.get(f"{house.real(address)}?{query}")
            response.close()
            assert_stays(response)


def test_a_saved_row_leads_back_to_the_list_whatever_it_was_called_from(house):
    client = house.sign_in("owner")
    row = house.spare["source"]
    for evil in EVIL:
        typed = {"slug": row.slug, "citation": "Changed", "url": "", "_save": "1"}
        path = f"/admin/articles/source/{row.pk}/change/"
        saved = client.post(f"{path}?_changelist_filters={quote(evil)}", typed)

        assert saved.status_code == 302
        assert_stays(saved)
