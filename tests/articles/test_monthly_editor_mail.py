"""The monthly mail to the editors, and the command that checks and mails by hand."""

from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.core.management import CommandError, call_command

from articles.models import Article, GuideReport
from articles.monthly_editor_mail import RETRY, mail_monthly

pytestmark = pytest.mark.time_machine("2026-11-25T18:00:00Z", tick=False)
LEAD = "S" * 60
MAILED = "Mailed to 1 editor.\n"


@pytest.fixture
def make_editor(db, django_user_model):
    group = Group.objects.create(name="Editors")

    def make(name, group=group, **values):
        values = {"email": f"{name}@spa.example"} | values
        user = django_user_model.objects.create_user(name, is_staff=True, **values)
        user.groups.add(group)

    return make


@pytest.fixture
def ann(make_editor):
    make_editor("ann")


@pytest.fixture
def faulty(make_article):
    body = "It helps 90% of us.\n\n#### Then"
    return make_article(title="Rest & sleep", summary=LEAD, body=body)


def refuse(*args, **options):
    raise OSError("the mail server is away")


def work():
    call_command("worker", once=True)


def checkguide(*arguments) -> str:
    out = StringIO()
    call_command("checkguide", *arguments, stdout=out)
    return out.getvalue()


def test_the_mail_says_what_to_do_and_where_and_answers_nobody(
    ann, faulty, make_article, settings
):
    review = {"reviewed_by": "A. Person, PT", "last_reviewed_on": "2025-01-01"}
    old = make_article(title="Neck", summary=LEAD, **review)

    assert mail_monthly() == 1

    (sent,) = mail.outbox
    assert sent.subject == (
        "Knotcare’s guide in November 2026: 1 chapter due for review, 1 text to look at"
    )
    base = f"{settings.SITE_URL}/admin/articles/article"
    assert f"Chapter “Neck”\n{base}/{old.pk}/change/" in sent.body
    assert f"Chapter “Rest & sleep”\n{base}/{faulty.pk}/change/" in sent.body
    assert "- Line 1: “It helps 90% of us”: 90% has no source beside it." in sent.body
    assert "- Line 3: “Then” skips a level." in sent.body
    assert sent.body.count("Chapter “Neck”") == 1
    assert "&amp;" not in sent.body
    assert "\n\n\n" not in sent.body
    headers = sent.message()
    assert headers["Auto-Submitted"] == "auto-generated"
    assert headers["Message-ID"] == "<guide-2026-11@localhost>"


def test_a_text_with_a_great_many_findings_does_not_fill_the_mail(ann, make_article):
    make_article(summary=LEAD, body="## Rest\n\n" * 22)

    mail_monthly()

    body = mail.outbox[0].body
    assert body.count("“Rest” is there twice") == 20
    assert "- There is more: the panel below the text shows it.\n" in body


def test_every_active_editor_with_an_address_gets_it(make_editor, faulty):
    make_editor("bob")
    make_editor("ann")
    make_editor("ann2", email="ann@spa.example")
    make_editor("left", is_active=False)
    make_editor("mute", email="")
    make_editor("bad", email="a@b.example\nBcc: all@spa.example")
    make_editor("desk", group=Group.objects.create(name="Front desk"))

    mail_monthly()

    assert [sent.to for sent in mail.outbox] == [["ann@spa.example", "bob@spa.example"]]


def test_the_worker_mails_once_a_month(ann, faulty, time_machine):
    for _ in range(3):
        work()
    assert len(mail.outbox) == 1

    time_machine.move_to("2026-12-01T05:59:00Z")  # November still, in Houston
    work()
    assert len(mail.outbox) == 1

    time_machine.move_to("2026-12-01T06:00:00Z")
    work()
    work()
    assert len(mail.outbox) == 2
    assert mail.outbox[1].subject.startswith("Knotcare’s guide in December 2026: ")


def test_a_month_with_nothing_to_say_brings_no_mail(ann, guide):
    assert mail_monthly() == 0

    assert mail.outbox == []
    assert GuideReport.objects.get().done_at


def test_a_refused_mail_is_tried_again_an_hour_later(
    ann, faulty, monkeypatch, time_machine, caplog
):
    with monkeypatch.context() as away:
        away.setattr(mail.EmailMessage, "send", refuse)
        work()

    time_machine.shift(RETRY - timedelta(minutes=1))
    work()
    assert mail.outbox == []

    time_machine.shift(timedelta(minutes=1))
    work()
    work()

    assert len(mail.outbox) == 1
    assert "mail_monthly failed" in caplog.text


def test_what_another_worker_is_sending_is_left_to_it(ann, faulty, monkeypatch):
    send = mail.EmailMessage.send

    def send_while_another_comes(message, *args, **options):
        assert mail_monthly() == 0
        return send(message, *args, **options)

    monkeypatch.setattr(mail.EmailMessage, "send", send_while_another_comes)

    assert mail_monthly() == 1
    assert len(mail.outbox) == 1


def test_by_hand_it_is_sent_at_once_and_counts_for_the_month(ann, faulty):
    assert checkguide("--mail") == MAILED
    work()

    assert len(mail.outbox) == 1
    assert checkguide("--mail") == MAILED


def test_by_hand_it_says_why_no_mail_went_out(make_editor, faulty, monkeypatch):
    assert checkguide("--mail") == "No mail: no active editor has a mail address.\n"
    make_editor("ann")
    monkeypatch.setattr(mail.EmailMessage, "send", refuse)
    with pytest.raises(CommandError, match="the mail server is away"):
        checkguide("--mail")

    Article.objects.all().delete()

    assert checkguide("--mail") == "No mail: there is nothing to improve.\n"
