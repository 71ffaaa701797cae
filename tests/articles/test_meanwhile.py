"""Two editors have one text open: the second save is told, and neither text is lost."""

import html5lib
import pytest

from articles.loading import load_guide
from articles.models import Article, BodyArea, Question, Stretch
from articles.versions import values_at, values_of
from tests.articles.test_history import KEPT, TEXT, text_in, versions
from tests.desk import admin_url, form_values, save


def url_of(row):
    return admin_url(type(row), "change", row.pk)


def after(eve, ana, row, theirs, mine):
    """What Ana is told, who opened the form before Eve changed `theirs`."""
    form = form_values(ana.get(url_of(row)))
    assert save(eve, url_of(row), **theirs).status_code == 302
    return ana.post(url_of(row), form | mine)


def title_of(response) -> str:
    page = html5lib.parse(response.content.decode(), namespaceHTMLElements=False)
    return " ".join(page.find(".//title").text.split())


@pytest.mark.parametrize("model", KEPT)
def test_the_second_save_is_told_and_both_texts_can_be_had(eve, ana, model):
    row, name = model.objects.first(), TEXT[model]

    response = after(eve, ana, row, {name: "Eve’s text."}, {name: "Ana’s text."})

    assert response.status_code == 409
    assert title_of(response).startswith("Error: ")
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

    assert response.status_code == 409
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


def test_a_save_that_fits_is_simply_saved(eve, ana):
    question = Question.objects.first()
    save(eve, url_of(question), answer="Eve’s.")

    assert save(ana, url_of(question), answer="Ana’s.").status_code == 302


def test_a_third_save_is_told_as_well(eve, ana):
    question = Question.objects.first()
    response = after(eve, ana, question, {"answer": "One."}, {"answer": "Mine."})
    save(eve, url_of(question), answer="Two.")

    response = ana.post(url_of(question), form_values(response))

    assert response.status_code == 409
    assert "[taken out: Two ]" in text_in(response)
    assert form_values(response)["answer"] == "Mine."


def test_a_mistake_in_the_second_text_is_shown_too(eve, ana):
    question = Question.objects.first()

    response = after(
        eve, ana, question, {"answer": "Eve’s."}, {"answer": "{hold nope}"}
    )

    assert response.status_code == 409
    assert "{hold nope} names nothing in the guide." in text_in(response)
    assert form_values(response)["answer"] == "{hold nope}"


def test_who_changed_nothing_is_shown_the_latest(eve, ana):
    question = Question.objects.first()

    response = after(eve, ana, question, {"answer": "Eve’s."}, {})

    assert response.status_code == 409
    assert "You had changed nothing else." in text_in(response)
    assert form_values(response)["answer"] == "Eve’s."


def test_ones_own_other_window_is_called_so(ana):
    question = Question.objects.first()

    response = after(ana, ana, question, {"answer": "One."}, {"answer": "Two."})

    assert "You in another window saved this" in text_in(response)


def test_a_change_by_the_set_up_or_without_history_is_noticed(ana, tmp_path):
    chapter, stretch = Article.objects.first(), Stretch.objects.first()
    forms = {row: form_values(ana.get(url_of(row))) for row in (chapter, stretch)}
    for row in forms:
        type(row).objects.filter(pk=row.pk).update(**{TEXT[type(row)]: "Elsewhere."})

    for row, form in forms.items():
        response = ana.post(url_of(row), form | {TEXT[type(row)]: "Mine."})
        assert response.status_code == 409
        assert "Somebody saved this meanwhile" in text_in(response)


@pytest.mark.parametrize("token", ["", "x", "0-0", "99999-abc", "-" * 50, "²-1"])
def test_a_form_of_unknown_age_saves_over_nothing(ana, token):
    question = Question.objects.first()
    answer = question.answer
    form = form_values(ana.get(url_of(question)))

    response = ana.post(
        url_of(question), form | {"opened_at": token, "answer": "Mine."}
    )

    assert response.status_code == 409
    assert form_values(response)["answer"] == "Mine."
    question.refresh_from_db()
    assert question.answer == answer


def test_a_text_that_was_deleted_meanwhile_is_not_lost(eve, ana):
    question = Question.objects.first()
    form = form_values(ana.get(url_of(question)))
    eve.post(admin_url(Question, "delete", question.pk), {"post": "yes"})

    response = ana.post(url_of(question), form | {"answer": "Ana’s\nlong text."})

    assert response.status_code == 409
    told = text_in(response)
    assert "Eve deleted this on " in told
    assert "Ana’s long text." in told
    page = html5lib.parse(response.content.decode(), namespaceHTMLElements=False)
    sent = {
        field.get("name"): field.get("value")
        for field in page.find(".//main").iter("input")
    }
    assert ana.post(url_of(question), sent | {"_bring_back": ""}).status_code == 302
    question.refresh_from_db()
    assert question.answer == "Ana’s\nlong text."
    assert list(Question.objects.all())[0] == question


def test_the_front_desk_is_told_nothing(eve, sign_in):
    question = Question.objects.first()
    form = form_values(eve.get(url_of(question)))
    desk = sign_in("Desk", "Front desk")
    save(eve, url_of(question), answer="Eve’s.")

    assert desk.post(url_of(question), form).status_code == 403
    eve.post(admin_url(Question, "delete", question.pk), {"post": "yes"})
    assert desk.post(url_of(question), form).status_code != 409


def test_the_set_up_never_comes_between(ana):
    question = Question.objects.first()
    form = form_values(ana.get(url_of(question)))
    load_guide()

    assert ana.post(url_of(question), form | {"answer": "Mine."}).status_code == 302
