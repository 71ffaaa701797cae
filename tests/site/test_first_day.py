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
GUIDES = {"Editors": "/admin/first-day/", "Front desk": "/admin/first-day/desk/"}


@pytest.fixture
def sign_in(guide, client, django_user_model, ask):
    create_roles()
    ask()
    Article.objects.create(title="Soon", slug="soon", order=99)

    def sign(role: str):
        user, _ = django_user_model.objects.get_or_create(username=role, is_staff=True)
        user.groups.set(Group.objects.filter(name=role))
        client.force_login(user)
        return client

    return sign


def content_of(client, url: str):
    """What is in a page of the admin, as a browser has it."""
    response = client.get(url, follow=True)
    assert response.status_code == 200, url
    return as_browsers_have_it(response)


def as_browsers_have_it(response):
    page = html5lib.parse(response.content.decode(), namespaceHTMLElements=False)
    return page.find(".//*[@id='content']")


def words_in(element) -> str:
    """All that a person can read there: texts and the labels of buttons."""
    texts = [*element.itertext()]
    texts += [each.get("value") or "" for each in element.iter("input")]
    texts += [each.get("aria-label") or "" for each in element.iter("a")]
    return " ".join(" ".join(texts).split()).lower()


@pytest.mark.parametrize("role", GUIDES)
def test_every_link_of_the_guide_opens(sign_in, role):
    client = sign_in(role)
    links = {link.get("href") for link in content_of(client, GUIDES[role]).iter("a")}

    assert len(links) > 5
    for link in links:
        if link.startswith("#"):
            guide = content_of(client, GUIDES[role])
            assert guide.find(f".//*[@id='{link[1:]}']") is not None, link
        else:
            assert client.get(link, follow=True).status_code == 200, link


@pytest.mark.parametrize("role", GUIDES)
def test_what_the_guide_names_is_there(sign_in, role):
    client = sign_in(role)
    named = [
        (each.get("data-on"), "".join(each.itertext()))
        for each in content_of(client, GUIDES[role]).iter("strong")
        if each.get("data-on")
    ]

    assert len(named) > 10
    pages = {url: words_in(content_of(client, url)) for url, _ in named}
    assert [(url, name) for url, name in named if name.lower() not in pages[url]] == []


def two_saves(client) -> str:
    """What the second of two editors reads who have one chapter open."""
    url = admin_url(Article, "change", Article.objects.first().pk)
    first, second = form_values(client.get(url)), form_values(client.get(url))
    client.post(url, first | {"title": "Mine", "_keep": ""})
    told = client.post(url, second | {"title": "Yours", "_keep": ""})
    return words_in(as_browsers_have_it(told))


SITUATIONS = {"two saves": two_saves}


def test_what_the_guide_tells_of_a_situation_is_what_happens(sign_in):
    client = sign_in("Editors")
    told = {
        (each.get("data-after"), "".join(each.itertext()))
        for each in content_of(client, GUIDES["Editors"]).iter("strong")
        if each.get("data-after")
    }

    assert {situation for situation, _ in told} == {*SITUATIONS}
    pages = {name: happens(client) for name, happens in SITUATIONS.items()}
    for situation, words in told:
        assert words.lower() in pages[situation]


def test_the_names_that_the_guide_shows_are_there(sign_in):
    codes = [
        "".join(each.itertext())
        for each in content_of(sign_in("Editors"), GUIDES["Editors"]).iter("code")
    ]
    names = [code for code in codes if code.startswith("{")]

    assert len(names) >= 3
    assert {name: problems(name) for name in names if problems(name)} == {}


@pytest.mark.parametrize("role", GUIDES)
def test_the_front_page_leads_to_the_guide_of_the_role(sign_in, role):
    page = sign_in(role).get("/admin/").content.decode()

    assert [url for url in GUIDES.values() if f'href="{url}"' in page] == [GUIDES[role]]


def test_the_guides_stand_on_an_empty_site_too(client, db, django_user_model):
    client.force_login(django_user_model.objects.create_superuser("eve"))

    assert [client.get(url).status_code for url in GUIDES.values()] == [200, 200]
