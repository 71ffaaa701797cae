"""The guides for the first day: their links open, and what they name is there."""

import html5lib
import pytest
from django.contrib.auth.models import Group

from articles.checks import problems
from articles.models import Article
from knotcare.roles import create_roles
from tests.desk import admin_url, form_values

from .test_front_page import ask

__all__ = ["ask"]
EDITORS, DESK = "/admin/first-day/", "/admin/first-day/desk/"
GUIDES = {"Editors": EDITORS, "Front desk": DESK}


@pytest.fixture
def sign_in(guide, client, django_user_model, ask):
    create_roles()
    ask()
    Article.objects.create(title="Soon", slug="soon", order=99)
    user = django_user_model.objects.create_user("new", is_staff=True)
    client.force_login(user)

    def sign(role: str):
        user.groups.set(Group.objects.filter(name=role))
        return client

    return sign


def content_of(response, status=200):
    """What is in a page of the admin, as a browser has it."""
    assert response.status_code == status, response.request["PATH_INFO"]
    page = html5lib.parse(response.content.decode(), namespaceHTMLElements=False)
    return page.find(".//*[@id='content']")


def words_in(element) -> str:
    """All that a person can read there: texts and the labels of buttons."""
    texts = [*element.itertext()]
    texts += [each.get("value") or "" for each in element.iter("input")]
    texts += [each.get("aria-label") or "" for each in element.iter("a")]
    return " ".join(" ".join(texts).split()).lower()


def named(guide, attribute: str) -> list[tuple[str, str]]:
    """Where the words in bold are said to be, or after what, and the words."""
    return [
        (each.get(attribute), "".join(each.itertext()).lower())
        for each in guide.iter("strong")
        if each.get(attribute)
    ]


def test_the_front_page_leads_to_the_guide_of_the_role_and_all_its_links_open(sign_in):
    for role, url in GUIDES.items():
        client = sign_in(role)
        guide = content_of(client.get(url))
        links = {link.get("href") for link in guide.iter("a")}
        places = {link for link in links if link.startswith("#")}
        front = client.get("/admin/").content.decode()

        assert [each for each in GUIDES.values() if f'href="{each}"' in front] == [url]
        assert len(links) > 5
        for place in places:
            assert guide.find(f".//*[@id='{place[1:]}']") is not None, place
        for link in links - places:
            assert client.get(link, follow=True).status_code == 200, link


@pytest.mark.slow
def test_what_a_guide_names_is_there(sign_in):
    for role, url in GUIDES.items():
        client = sign_in(role)
        names = named(content_of(client.get(url)), "data-on")
        pages = {
            url: words_in(content_of(client.get(url, follow=True))) for url, _ in names
        }

        assert len(names) > 10
        assert [(url, name) for url, name in names if name not in pages[url]] == []


def two_saves(client) -> str:
    """What the second of two editors reads who have one chapter open."""
    url = admin_url(Article, "change", Article.objects.first().pk)
    first, second = form_values(client.get(url)), form_values(client.get(url))
    client.post(url, first | {"title": "Mine", "_keep": ""})
    told = client.post(url, second | {"title": "Yours", "_keep": ""})
    return words_in(content_of(told, status=409))


SITUATIONS = {"two saves": two_saves}


def test_what_the_guide_tells_of_a_situation_is_what_happens(sign_in):
    client = sign_in("Editors")
    told = named(content_of(client.get(EDITORS)), "data-after")

    assert {situation for situation, _ in told} == {*SITUATIONS}
    pages = {name: happens(client) for name, happens in SITUATIONS.items()}
    assert [each for each in told if each[1] not in pages[each[0]]] == []


def test_the_names_that_the_guide_shows_are_there(sign_in):
    guide = content_of(sign_in("Editors").get(EDITORS))
    codes = ["".join(each.itertext()) for each in guide.iter("code")]
    names = [code for code in codes if code.startswith("{")]

    assert len(names) >= 3
    assert {name: problems(name) for name in names if problems(name)} == {}


def test_the_guides_stand_on_an_empty_site_too(client, db, django_user_model):
    client.force_login(django_user_model.objects.create_superuser("eve"))

    assert [client.get(url).status_code for url in GUIDES.values()] == [200, 200]
