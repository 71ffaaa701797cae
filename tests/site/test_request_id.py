"""Each request has an id, by which its lines are found in every log."""

import re

import pytest


def test_each_request_has_an_id_of_its_own(client, guide):
    ids = {client.get("/book/").headers["X-Request-ID"] for _ in range(3)}

    assert len(ids) == 3


PROXYS = "4f0c6f3dd2b64b0e9a5d2f0e6b1c7a98"


def test_behind_a_proxy_the_proxys_id_is_kept(client, guide, settings):
    settings.PROXIES = 1

    response = client.get("/book/", headers={"X-Request-ID": PROXYS})

    assert response.headers["X-Request-ID"] == PROXYS


@pytest.mark.parametrize(
    ("proxies", "given"),
    [(0, PROXYS), (1, "short"), (1, "x" * 65), (1, "forged line 1"), (1, "<b>12345")],
)
def test_an_id_of_a_stranger_does_not_count(client, guide, settings, proxies, given):
    settings.PROXIES = proxies

    response = client.get("/book/", headers={"X-Request-ID": given})

    assert re.fullmatch(r"[0-9a-f]{12}", response.headers["X-Request-ID"])


def test_a_page_for_everybody_bears_no_id_of_one_request(client, guide):
    for path in ("/", "/guide/ease-a-knot-now/", "/robots.txt", "/sitemap.xml"):
        assert "X-Request-ID" not in client.get(path).headers
