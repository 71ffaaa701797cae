"""Nothing dies on the web: what becomes of an address that readers know, be it that of
a chapter or of a place on the page of questions."""

import re

import pytest

from articles.content_checks.registry import Guide, Text, findings
from articles.models import Article, FormerQuestionSlug, FormerSlug, Question
from articles.models.draft import texts_of
from articles.publishing import lifecycle
from tests.desk import admin_url, save


def move(chapter: Article, *slugs: str) -> Article:
    for slug in slugs:
        chapter = lifecycle.publish(chapter, texts_of(chapter) | {"slug": slug})
    return chapter


@pytest.fixture
def moved_question(desk_of):
    """Make a question at the first of these slugs and move it on, as an editor does."""
    editor = desk_of("Editors")

    def make(slug: str, *slugs: str) -> str:
        """Return what the desk says of the last move."""
        values = {"question": f"{slug}?", "answer": "Yes.", "order": 1}
        question = Question.objects.create(slug=slug, **values)
        url = admin_url(Question, "change", question.pk)
        for to in slugs:
            page = editor.get(save(editor, url, slug=to, _continue="").url)
        return page.content.decode()

    return make


def place_of(client, slug: str) -> list[str]:
    """The questions whose section has the id `slug`, or something in it has."""
    html = client.get("/questions/").content.decode()
    sections = re.findall(r"<section.*?</section>", html, re.DOTALL)
    found = [section for section in sections if f'id="{slug}"' in section]
    return [re.search(r'<section[^>]* id="([^"]+)"', each)[1] for each in found]


def test_a_changed_slug_leaves_a_permanent_redirect_once_it_is_published(
    press, make_article, client
):
    chapter = make_article(slug="old")

    press("_keep", chapter, slug="new")
    assert client.get("/guide/old/").status_code == 200
    assert client.get("/guide/new/").status_code == 404

    page = client.get(press("_publish", chapter).url).content.decode()
    assert "The old address /guide/old/ leads here from now on." in page
    response = client.get("/guide/old/")
    assert (response.status_code, response.url) == (301, "/guide/new/")
    assert client.get("/guide/new/").status_code == 200


def test_however_often_it_moves_there_is_one_step_and_never_a_circle(
    make_article, client
):
    chapter = move(make_article(slug="a"), "b", "c", "d")
    for slug in "abc":
        assert client.get(f"/guide/{slug}/").url == "/guide/d/"

    move(chapter, "a")
    assert client.get("/guide/a/").status_code == 200
    for slug in "bcd":
        response = client.get(f"/guide/{slug}/")
        assert (response.url, response["Cache-Control"]) == ("/guide/a/", "no-cache")


def test_a_draft_that_readers_never_saw_leaves_nothing(press, make_article, client):
    press("_keep", make_article(slug="a", status="draft"), slug="b")
    press("_publish", Article.objects.get(slug="b"), slug="c")

    assert not FormerSlug.objects.exists()
    assert client.get("/guide/a/").status_code == 404


def test_a_new_chapter_takes_a_former_address_once_it_is_public(
    press, make_article, client
):
    move(make_article(title="Moved", slug="old"), "new")
    typed = {"title": "Heir", "slug": "old", "summary": "S.", "body": "Text."}

    page = client.get(press("_keep", None, **typed).url)
    assert "/guide/old/ leads to “Moved” so far." in page.content.decode()
    assert client.get("/guide/old/").url == "/guide/new/"

    press("_publish", Article.objects.get(slug="old"))
    assert "Heir" in client.get("/guide/old/").content.decode()
    assert not FormerSlug.objects.exists()


def test_two_drafts_can_not_want_one_address(press, make_article):
    first, second = make_article(slug="a"), make_article(slug="b")
    press("_keep", first, slug="wanted")

    response = press("_keep", second, slug="wanted")

    assert "The draft of another chapter has this slug." in response.content.decode()


def test_a_retired_chapter_answers_410_with_a_way_on(guide, press, client):
    chapter = Article.objects.get(slug="a-knot-resistant-life")
    client.post(admin_url(Article, "retire", chapter.pk))

    page = client.get("/guide/a-knot-resistant-life/")
    html = page.content.decode()

    assert page.status_code == 410
    assert "“A knot-resistant life” was here." in html
    assert '<meta name="robots" content="noindex">' in html
    for way in ("/relief/neck/", "/guide/ease-a-knot-now/", 'role="search"'):
        assert way in html
    for path in ("/", "/feed.xml", "/sitemap.xml", "/search/?q=yoga"):
        assert "a-knot-resistant-life/" not in client.get(path).content.decode()


def test_former_addresses_of_a_retired_chapter_say_so_until_it_is_published_again(
    press, make_article, client
):
    chapter = lifecycle.retire(move(make_article(slug="a"), "b"))
    assert client.get("/guide/a/").status_code == 410

    press("_publish", chapter)

    assert client.get("/guide/a/").url == "/guide/b/"
    assert client.get("/guide/b/").status_code == 200


def test_retiring_says_first_what_leads_there(press, make_article, client):
    chapter = make_article(slug="a")
    make_article(title="Leads on", body="Read [this](/guide/a/#section-x).")

    page = client.get(admin_url(Article, "retire", chapter.pk)).content.decode()

    assert "Leads on" in page
    assert client.get("/guide/a/").status_code == 200


def test_only_what_readers_saw_can_be_retired(press, make_article, client):
    draft = make_article(status="draft")

    assert client.post(admin_url(Article, "retire", draft.pk)).status_code == 404
    with pytest.raises(ValueError, match="never saw"):
        lifecycle.retire(draft)


def test_home_leads_to_the_warning_signs_wherever_they_are(guide, get_page):
    signs = Article.objects.get(slug="more-than-a-knot")
    assert 'Read first: <a href="/guide/more-than-a-knot/">' in get_page("/")

    move(signs, "warning-signs")
    assert 'Read first: <a href="/guide/warning-signs/">' in get_page("/")

    Article.objects.update(body="No card.")
    assert "Read first" not in get_page("/")


def test_every_old_place_of_a_question_leads_to_its_answer(moved_question, client):
    page = moved_question("a", "b", "c", "a")

    assert "The old address /questions/#c leads here from now on." in page
    assert [place_of(client, slug) for slug in "abc"] == [["a"]] * 3
    assert set(FormerQuestionSlug.objects.values_list("slug", flat=True)) == {"b", "c"}


def test_a_new_question_can_take_a_former_place(moved_question, client):
    moved_question("old", "new")
    typed = {"question": "Heir?", "slug": "old", "answer": "Yes.", "_continue": ""}

    page = client.get(save(client, admin_url(Question, "add"), **typed).url)

    assert "/questions/#old led to “old?” so far." in page.content.decode()
    assert place_of(client, "old") == ["old"]
    assert not FormerQuestionSlug.objects.exists()


def test_no_two_places_share_a_name_however_a_question_came(moved_question, client):
    moved_question("old", "new")
    # As from the guide’s files.
    Question.objects.create(question="Old?", slug="old", answer="Yes.", order=99)

    assert place_of(client, "old") == ["old"]


def test_the_page_of_a_question_that_never_moved_says_nothing(moved_question):
    assert "The old address" not in moved_question("same", "same")


def test_texts_go_on_leading_to_the_old_place_of_a_question(
    moved_question, make_article, client
):
    moved_question("old", "new")
    make_article(title="Host", body="[Read](/questions/#old)")
    text = Text("[Old](/questions/#old), [new](/questions/#new), [no](/questions/#no)")
    question = Question.objects.get()

    (found,) = findings(text, Guide())
    whole = client.get("/knotcare-guide.html").content.decode()
    kept = client.post(admin_url(Question, "delete", question.pk), {"post": "yes"})

    assert found.quote == "/questions/#no"
    assert '<a href="#question-new">Read</a>' in whole
    assert ">Host</a>" in kept.content.decode()
    assert Question.objects.exists()
