"""No address of ours sends its visitor to another site."""

from itertools import product
from urllib.parse import quote, urljoin, urlsplit

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


def test_signing_in_and_out_leads_nowhere_else(client, django_user_model, subtests):
    django_user_model.objects.create_superuser("eve", password=PASSWORD)
    for evil in EVIL:
        typed = {"username": "eve", "password": PASSWORD, "next": evil}
        login, logout = (
            f"/admin/{it}/?next={quote(evil)}" for it in ("login", "logout")
        )

        with subtests.test(evil=evil):
            signed_in = client.post(login, typed)
            assert signed_in.status_code == 302
            assert_stays(signed_in)
            assert_stays(client.get(login))
            assert_stays(client.post(logout, {"next": evil}))


def test_a_stranger_at_a_strange_address_stays_here(client, db, subtests):
    for evil in EVIL:
        slashless = (f"/{evil}", f"{evil}/relief", f"/relief{evil}", f"//{evil}")
        paths = ["/" + quote(path, safe="/\\:@") for path in slashless]
        for path in [f"/admin/{quote(evil)}", *paths]:
            with subtests.test(path=path):
                assert_stays(client.get(path))


def test_no_page_of_staff_follows_a_query(house, subtests):
    client = house.sign_in("owner")
    for address, evil in product(ADDRESSES, EVIL[:2]):
        query = "&".join(f"{name}={quote(evil)}" for name in NAMES)
        with subtests.test(address=address, evil=evil):
            response = client.get(f"{house.real(address)}?{query}")
            response.close()
            assert_stays(response)


def test_a_saved_row_leads_back_to_the_list_whatever_it_was_called_from(
    house, subtests
):
    client = house.sign_in("owner")
    row = house.spare["source"]
    typed = {"slug": row.slug, "citation": "Changed", "url": "", "_save": "1"}
    path = f"/admin/articles/source/{row.pk}/change/"
    for evil in EVIL:
        with subtests.test(evil=evil):
            saved = client.post(f"{path}?_changelist_filters={quote(evil)}", typed)

            assert saved.status_code == 302
            assert_stays(saved)
