"""Nothing that belongs to one visitor ever enters the store, or leaves it to another."""

from django.http import HttpResponse
from django.test import Client
from django.urls import get_resolver

from articles.models import Article, PreviewLink
from knotcare.page_cache.store import PageStore

from ..auth.rights import patterns
from ..conftest import CountingHandler
from ..wsgi import ask

PUBLIC = {
    *("home", "guide", "guide_page", "chapter", "relief", "relief_area"),
    *("whole_guide", "desk_card", "questions", "breaks", "search", "about", "privacy"),
    *("feed", "robots", "sitemap", "sitemap_section", "security_txt"),
}
FOR_DJANGO = [
    {"cookie": "sessionid=abc"},
    {"cookie": "a=b; messages=abc"},
    {"authorization": "Basic abc"},
    {"host": "elsewhere.example"},
    {"host": "localhost"},
    {"path": "/?q=1"},
    {"method": "POST"},
    {"method": "OPTIONS"},
    {"method": "PURGE"},
]


def test_only_the_pages_that_readers_share_are_offered():
    offered = {
        each.name
        for _, each in patterns(get_resolver().url_patterns)
        if hasattr(each.callback, "is_public_page")
    }

    assert offered == PUBLIC


def test_no_page_that_is_not_offered_enters(store, get, handler):
    for route, each in dict(patterns(get_resolver().url_patterns)).items():
        if not hasattr(each.callback, "is_public_page") and "<" not in route:
            path = "/" + route.strip("^$")
            get(path)
            get(path)
            assert path not in store.pages.finished
            assert handler.asked.count(path) == 2, path


def test_a_page_with_a_cookie_or_for_one_reader_is_never_kept(store, subtests):
    for name, value in [
        ("Set-Cookie", "a=b"),
        ("Vary", "Cookie"),
        ("Vary", "Accept-Encoding, Cookie"),
        ("Cache-Control", "private"),
    ]:
        with subtests.test(name=name, value=value):

            def answers(environ, start_response, sent=(name, value)):
                headers = {"Cache-Control": "public"} | dict([sent])
                start_response("200 OK", list(headers.items()))
                return HttpResponse("Only for you")

            store.handler = answers
            assert ask(store).body == b"Only for you"
            assert store.pages.finished == {}


def test_what_is_not_there_or_was_retired_is_not_kept(store, get):
    chapter = Article.objects.get(slug="ease-a-knot-now")
    get(chapter.get_absolute_url())
    chapter.status = Article.Status.RETIRED
    chapter.save()

    gone = {chapter.get_absolute_url(): 410, "/guide/nothing/": 404, "/relief/a/": 404}
    for path in [*gone] * 2:
        answer = get(path)
        assert answer.status == gone[path]
        assert "public" not in answer.headers.get("Cache-Control", "")
    assert store.pages.finished == {}


def test_what_is_not_a_plain_look_is_answered_by_django(store, get, handler, subtests):
    kept = get()

    for given in FOR_DJANGO:
        with subtests.test(**given):
            handler.asked.clear()
            answer = get(**given)

            assert answer == ask(handler, **given)
            assert handler.asked == ["/"] * 2
            assert [page.body for page in store.pages.finished.values()] == [kept.body]


def test_readers_with_other_cookies_have_the_page_from_the_store(get, handler):
    page = get()

    assert get(cookie="csrftoken=abc; theme=dark") == page
    assert handler.asked == ["/"]


def test_a_site_of_https_answers_only_https_from_the_store(committed_guide, settings):
    settings.SITE = settings.SITE._replace(scheme="https")
    settings.IS_HTTPS = settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    handler = CountingHandler()
    store = PageStore(handler)

    assert ask(store).status == 301
    assert ask(store, x_forwarded_proto="https").status == 200
    assert ask(store, x_forwarded_proto="https").status == 200
    assert ask(store).status == 301
    assert ask(store, x_forwarded_proto="http").status == 301
    assert handler.asked == ["/"] * 4


def test_no_name_token_or_message_is_in_any_kept_page(store, get, django_user_model):
    """Staff and visitors go about their business; what is kept shows nothing of it."""
    staff = Client(SERVER_NAME="localhost")
    staff.force_login(django_user_model.objects.create_superuser("ed"))
    session = staff.cookies["sessionid"].value
    link = PreviewLink.objects.create(article=Article.objects.first())

    preview = f"/preview/{link.key}/"
    for path in ("/", "/book/", "/admin/", preview, "/search/?q=secret-word"):
        staff.get(path)
        get(path, cookie=f"sessionid={session}")
        get(path)
    get("/?name=secret-word")
    for path in list(store.pages.finished):
        get(path, cookie=f"sessionid={session}; messages=secret-word")

    kept = b"".join(page.body for page in store.pages.finished.values())
    assert kept
    for secret in ("csrfmiddlewaretoken", session, link.key, "secret-word", ">ed<"):
        assert secret.encode() not in kept
