"""Who may bring a chapter to its readers, and take it from them."""

import pytest

from articles.models import Article, Draft, PreviewLink
from tests.desk import admin_url

BUTTONS = ["_keep", "_schedule", "_publish", "_share"]


@pytest.fixture
def chapter(make_article):
    chapter = make_article(body="Old text.")
    Draft.objects.create(article=chapter, title="T", slug=chapter.slug, body="New.")
    return chapter


@pytest.mark.parametrize("role", ["Front desk", ""])
@pytest.mark.parametrize("button", BUTTONS)
def test_nobody_else_presses_a_button(chapter, desk_of, button, role):
    url = admin_url(Article, "change", chapter.pk)

    response = desk_of(role).post(url, {"title": "T", "slug": "t", button: ""})

    assert response.status_code == 403
    assert Article.objects.get().body == "Old text."
    assert not PreviewLink.objects.exists()


def test_who_may_only_look_is_offered_no_button(
    chapter, desk_of, django_user_model, client
):
    from django.contrib.auth.models import Permission

    desk_of("")
    viewer = django_user_model.objects.get()
    viewer.user_permissions.add(Permission.objects.get(codename="view_article"))

    page = client.get(admin_url(Article, "change", chapter.pk)).content.decode()

    assert "Published." in page or "Readers see" in page
    for words in (*BUTTONS, "Retire…", "Discard the draft…"):
        assert words not in page
    assert client.get(admin_url(Article, "preview", chapter.pk)).status_code == 200
    assert client.get(admin_url(Article, "retire", chapter.pk)).status_code == 403
