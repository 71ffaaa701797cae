"""Nothing dies on the web: a place on the page of questions, once there, stays."""

import re

import pytest

from articles.checks import Guide, Text, findings
from articles.models import FormerQuestionSlug, Question
from tests.desk import admin_url, save


@pytest.fixture
def move(desk_of):
    editor = desk_of("Editors")

    def to(question: Question, slug: str):
        url = admin_url(Question, "change", question.pk)
        page = save(editor, url, slug=slug, _continue="")
        assert page.status_code == 302
        question.refresh_from_db()
        return editor.get(page.url).content.decode()

    return to


@pytest.fixture
def make_question(db):
    def make(slug: str, **values) -> Question:
        order = Question.objects.next_order()
        values = {"question": f"{slug}?", "answer": "Yes.", "order": order} | values
        return Question.objects.create(slug=slug, **values)

    return make


def place_of(client, slug: str) -> list[str]:
    """The questions whose section has the id `slug`, or something in it has."""
    html = client.get("/questions/").content.decode()
    sections = re.findall(r"<section.*?</section>", html, re.DOTALL)
    found = [section for section in sections if f'id="{slug}"' in section]
    return [re.search(r'<section[^>]* id="([^"]+)"', each)[1] for each in found]


def test_an_old_address_goes_on_leading_to_its_answer(move, make_question, client):
    question = make_question("old")

    page = move(question, "new")

    assert "The old address /questions/#old leads here from now on." in page
    assert place_of(client, "old") == place_of(client, "new") == ["new"]


def test_however_often_it_moves_every_address_leads_there(move, make_question, client):
    question = make_question("a")
    for slug in ("b", "c", "a"):
        move(question, slug)

    assert [place_of(client, slug) for slug in "abc"] == [["a"]] * 3
    assert set(FormerQuestionSlug.objects.values_list("slug", flat=True)) == {"b", "c"}


def test_a_new_question_can_take_a_former_address(move, make_question, client):
    move(make_question("old"), "new")
    typed = {"question": "Heir?", "slug": "old", "answer": "Yes.", "_continue": ""}

    page = client.get(save(client, admin_url(Question, "add"), **typed).url)

    assert "/questions/#old led to “old?” so far." in page.content.decode()
    assert place_of(client, "old") == ["old"]
    assert not FormerQuestionSlug.objects.exists()


def test_no_two_places_share_a_name_however_a_question_came(
    move, make_question, client
):
    move(make_question("old"), "new")
    make_question("old")  # as from the guide’s files

    assert place_of(client, "old") == ["old"]


def test_the_page_of_a_question_that_never_moved_says_nothing(move, make_question):
    assert "The old address" not in move(make_question("same"), "same")


def test_a_text_that_leads_to_an_old_address_is_fine(move, make_question):
    move(make_question("old"), "new")
    text = Text("[Old](/questions/#old), [new](/questions/#new), [no](/questions/#no)")

    (found,) = findings(text, Guide())

    assert found.quote == "/questions/#no"


def test_a_question_stays_while_a_text_leads_to_its_old_address(
    move, make_question, make_article, client
):
    question = make_question("old")
    make_article(title="Host", body="[Read](/questions/#old)")
    move(question, "new")

    page = client.post(admin_url(Question, "delete", question.pk), {"post": "yes"})

    assert ">Host</a>" in page.content.decode()
    assert Question.objects.exists()


def test_the_whole_guide_follows_old_addresses_within_itself(
    move, make_question, make_article, client
):
    move(make_question("old"), "new")
    make_article(body="[Read](/questions/#old)")

    html = client.get("/knotcare-guide.html").content.decode()

    assert '<a href="#question-new">Read</a>' in html
