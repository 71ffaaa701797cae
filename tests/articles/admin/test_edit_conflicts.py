"""Two editors have one text open: the second save is told, and neither text is lost."""

import html5lib
import pytest

from articles.import_export.load import load_guide
from articles.models import Article, BodyArea, Draft, Question, Stretch
from articles.revisions.recorded_fields import values_at, values_of
from tests.desk import admin_url, form_values, save

from .test_history import TEXT, text_in, versions

pytestmark = pytest.mark.usefixtures("guide")


def url_of(row):
    return admin_url(type(row), "change", row.pk)


def after(eve, ana, row, theirs, mine):
    """What Ana is told, who opened the form before Eve changed `theirs`."""
    form = form_values(ana.get(url_of(row)))
    assert save(eve, url_of(row), **theirs).status_code == 302
    response = ana.post(url_of(row), form | mine)
    assert response.status_code == 409
    return response


def parsed(response):
    return html5lib.parse(response.content.decode(), namespaceHTMLElements=False)


@pytest.fixture
def question(guide):
    return Question.objects.first()


@pytest.mark.parametrize("model", TEXT)
def test_the_second_save_is_told_and_both_texts_can_be_had(eve, ana, model):
    row, name = model.objects.first(), TEXT[model]

    response = after(eve, ana, row, {name: "Eve’s text."}, {name: "Ana’s text."})

    assert parsed(response).find(".//title").text.split()[0] == "Error:"
    told = text_in(response)
    assert "Eve saved this at " in told and ", while you were editing" in told
    assert "[taken out: Eve’s ]" in told and "[put in: Ana’s ]" in told
    row.refresh_from_db()
    assert getattr(row, name) == "Eve’s text."
    assert form_values(response)[name] == "Ana’s text."

    assert ana.post(url_of(row), form_values(response)).status_code == 302

    mine, theirs, *_ = versions(row)
    assert (mine.signed, values_at(mine)[name]) == ("Ana", "Ana’s text.")
    assert (theirs.signed, values_at(theirs)[name]) == ("Eve", "Eve’s text.")


def test_changes_of_different_fields_are_put_together(eve, ana):
    chapter = Article.objects.first()
    theirs = {"body": "Eve’s text.", "last_reviewed_on": "2027-02-01"}

    response = after(eve, ana, chapter, theirs, {"summary": "Ana’s lead."})

    assert "Save both" in text_in(response)
    form = form_values(response)
    assert (form["body"], form["summary"]) == ("Eve’s text.", "Ana’s lead.")
    ana.post(url_of(chapter), form)
    chapter.refresh_from_db()
    assert (chapter.body, chapter.summary) == ("Eve’s text.", "Ana’s lead.")
    assert str(chapter.last_reviewed_on) == "2027-02-01"


def test_links_times_and_quick_relief_are_put_together(eve, ana):
    area = BodyArea.objects.get(slug="neck")
    theirs = {"care_cards": [], "quick_relief-0-tool": "Eve’s tool"}
    mine = {"name": "Nape", "quick_relief-0-action": "Ana’s action"}

    form = form_values(after(eve, ana, area, theirs, mine))
    ana.post(url_of(area), form)

    values = values_of(area)
    assert values["name"] == "Nape" and values["care_cards"] == []
    assert values["quick_relief.tool"] == "Eve’s tool"
    assert values["quick_relief.action"] == "Ana’s action"


def test_a_save_that_fits_is_simply_saved_and_the_set_up_never_comes_between(
    eve, ana, question
):
    form = form_values(ana.get(url_of(question)))
    load_guide()

    first = ana.post(url_of(question), form | {"answer": "Ana’s."})
    second = save(eve, url_of(question), answer="Eve’s.")

    assert (first.status_code, second.status_code) == (302, 302)


def test_a_third_save_is_told_as_well(eve, ana, question):
    told = after(eve, ana, question, {"answer": "One."}, {"answer": "Mine."})

    again = after(eve, ana, question, {"answer": "Two."}, form_values(told))

    assert "[taken out: Two ]" in text_in(again)
    assert form_values(again)["answer"] == "Mine."


@pytest.mark.parametrize(
    ("mine", "told", "stands"),
    [
        ("{hold nope}", "{hold nope} names nothing in the guide.", "{hold nope}"),
        (None, "You had changed nothing else.", "Eve’s."),
    ],
)
def test_a_mistake_is_shown_too_and_who_changed_nothing_sees_the_latest(
    eve, ana, question, mine, told, stands
):
    changes = {"answer": mine} if mine else {}

    response = after(eve, ana, question, {"answer": "Eve’s."}, changes)

    assert told in text_in(response)
    assert form_values(response)["answer"] == stands


def test_ones_own_other_window_is_called_so(ana, question):
    response = after(ana, ana, question, {"answer": "One."}, {"answer": "Two."})

    assert "You in another window saved this" in text_in(response)


def test_a_change_by_the_set_up_or_without_history_is_noticed(ana):
    for row in (Article.objects.first(), Stretch.objects.first()):
        name, form = TEXT[type(row)], form_values(ana.get(url_of(row)))
        type(row).objects.filter(pk=row.pk).update(**{name: "Elsewhere."})

        response = ana.post(url_of(row), form | {name: "Mine."})

        assert response.status_code == 409
        assert "Somebody saved this meanwhile" in text_in(response)


def test_a_form_of_unknown_age_saves_over_nothing(ana, question):
    form = form_values(ana.get(url_of(question))) | {"answer": "Mine."}

    for token in ("", "x", "0-0", "99999-abc", "-" * 50, "²-1"):
        response = ana.post(url_of(question), form | {"opened_at": token})

        assert response.status_code == 409, token
        assert form_values(response)["answer"] == "Mine."
    assert Question.objects.first().answer == question.answer


def test_a_text_that_was_deleted_meanwhile_is_not_lost(eve, ana, question):
    form = form_values(ana.get(url_of(question)))
    eve.post(admin_url(Question, "delete", question.pk), {"post": "yes"})

    response = ana.post(url_of(question), form | {"answer": "Ana’s\nlong text."})

    assert response.status_code == 409
    told = text_in(response)
    assert "Eve deleted this on " in told
    assert "Ana’s long text." in told
    fields = parsed(response).find(".//main").iter("input")
    sent = {field.get("name"): field.get("value") for field in fields}
    assert ana.post(url_of(question), sent | {"_bring_back": ""}).status_code == 302
    question.refresh_from_db()
    assert question.answer == "Ana’s\nlong text."
    assert Question.objects.first() == question


def test_the_front_desk_is_told_nothing(eve, sign_in, question):
    form = form_values(eve.get(url_of(question)))
    desk = sign_in("Desk", "Front desk")
    save(eve, url_of(question), answer="Eve’s.")

    assert desk.post(url_of(question), form).status_code == 403
    eve.post(admin_url(Question, "delete", question.pk), {"post": "yes"})
    assert desk.post(url_of(question), form).status_code != 409


def test_two_editors_at_one_draft_are_told(eve, ana, make_article):
    chapter = make_article()
    save(eve, url_of(chapter), _keep="", body="One.")
    theirs = {"_keep": "", "body": "Two."}

    response = after(eve, ana, chapter, theirs, {"body": "Three."})

    assert form_values(response)["body"] == "Three."
    assert "Two." in text_in(response)
    assert Draft.objects.get().body == "Two."


def test_who_wanted_a_draft_gets_a_draft_when_told_of_another(eve, ana, make_article):
    theirs = {"_publish": "", "body": "Live."}

    told = after(eve, ana, make_article(), theirs, {"_keep": "", "body": "Mine."})

    assert 'name="_keep">Save mine anyway' in told.content.decode()
