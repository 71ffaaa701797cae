"""Nothing that anybody can type is an error of the site: not in a filter, a cookie, a
form or a text."""

import re
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from articles.models import Article
from tests.desk import admin_url, save

NO_TEXT = "\x00\x0b\x1f\x7f\ufffe\uffff\U0001ffff"
FILTERS = [
    *(f"pk__in={'9' * 30}", f"pk__in=1,{'9' * 30}", f"pk__gt={'9' * 30}", "pk__in=a"),
    *("pk__regex=(", "pk__iregex=[", "pk__startswith=%00", "pk__exact=a%00", "q=%00"),
    *("pk__isnull=a", "pk__range=1", f"p={'9' * 30}", "o=99.-99", "e=1%00"),
]
# On PostgreSQL, what it can't be asked.
BREAKS_A_TRANSACTION = pytest.mark.django_db(transaction=True)
COOKIES = [
    'sessionid="aaaaaaaa\\000a"',
    "sessionid=aaaaaaaa\xef\xbf\xbe",
    'csrftoken="\\000"',
]


@BREAKS_A_TRANSACTION
def test_no_filter_of_a_list_is_an_error(guide, spa, make_request, editor_client):
    make_request()
    lists = [reverse(admin_name(model)) for model in admin.site._registry]
    asked = [f"{path}?{each}" for path in lists for each in FILTERS]

    answers = {path: editor_client.get(path).status_code for path in asked}

    assert {
        path: each for path, each in answers.items() if each not in (200, 302)
    } == {}


def admin_name(model) -> str:
    return f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"


@BREAKS_A_TRANSACTION
def test_a_filter_that_can_not_be_asked_leads_back_to_the_list(guide, editor_client):
    path = reverse(admin_name(Article))

    answer = editor_client.get(f"{path}?pk__regex=(", follow=True)

    assert answer.redirect_chain == [(f"{path}?e=1", 302)]
    assert answer.status_code == 200


@BREAKS_A_TRANSACTION
def test_an_action_on_a_list_that_can_not_be_asked_is_no_error(guide, editor_client):
    path = reverse(admin_name(Article))

    for query in ("pk__regex=(", f"pk__in={'9' * 30}", "pk__exact=%00", "e=x&p=x"):
        answer = editor_client.post(f"{path}?{query}", {"action": "x"}, follow=True)
        assert answer.status_code == 200, query

    answer = editor_client.post(f"{path}?pk__regex=(", {"action": "x"}, follow=True)
    assert "Nothing was done." in answer.content.decode()


def test_a_page_of_a_row_does_without_a_query_that_means_nothing(guide, editor_client):
    url = admin_url(Article, "change", Article.objects.first().pk)

    assert editor_client.get(f"{url}?_to_field=", follow=True).status_code == 200


def test_no_cookie_is_an_error(guide):
    for cookie in COOKIES:
        for path in ("/", "/book/", "/admin/", "/admin/login/"):
            answer = Client().get(path, HTTP_COOKIE=cookie)
            assert answer.status_code in (200, 302), (path, cookie)


def test_no_words_looked_for_are_an_error(guide, editor_client):
    for path in ("/search/", reverse(admin_name(Article))):
        answer = editor_client.get(f"{path}?q=neck{quote(NO_TEXT)}")
        assert answer.status_code == 200
        assert "neck" in answer.content.decode()


def test_what_is_no_text_never_comes_into_the_guide(guide, editor_client):
    chapter = Article.objects.get(slug="ease-a-knot-now")
    url = admin_url(Article, "change", chapter.pk)
    typed = {
        "title": f"Ease{NO_TEXT} it",
        "summary": f"How{NO_TEXT}.",
        "body": f"Press{NO_TEXT} gently.\r\n\r\n\tNot so hard.",
    }

    assert save(editor_client, url, **typed, _publish="").status_code == 302

    chapter.refresh_from_db()
    assert [chapter.title, chapter.summary] == ["Ease it", "How."]
    assert chapter.body == "Press gently.\n\n\tNot so hard."


def test_a_text_that_came_another_way_takes_no_feed_down(guide, client):
    said = NO_TEXT.replace("\x00", "")  # PostgreSQL stores none
    Article.objects.update(
        title=f"Ease{said}", body=f"Press{said}.", summary=f"{said}."
    )

    feed = client.get("/feed.xml").content

    ElementTree.fromstring(feed)
    assert not re.search("[\x0b\x1f\ufffe\uffff]", feed.decode())


@pytest.mark.parametrize("next_page", ["https://elsewhere.example/", "//a", "\x00"])
def test_who_signs_in_arrives_at_the_desk(db, client, django_user_model, next_page):
    django_user_model.objects.create_superuser("ed", password="a long password 7")
    path = f"/admin/login/?next={quote(next_page)}"

    answer = client.post(
        path, {"username": "ed", "password": "a long password 7", "next": next_page}
    )

    assert (answer.status_code, answer.url) == (302, reverse("admin:index"))
