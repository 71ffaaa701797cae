"""Mails in the admin: what they say, how sending went, and once more."""

import pytest

from booking.mail import outbox
from booking.models import OutboxMail
from tests.desk import admin_url

from ..life import NOW
from ..page import text

LIST = admin_url(OutboxMail, "changelist")


@pytest.fixture
def mails(make_request):
    """A mail that was sent, one that failed, and two that wait."""
    make_request()
    make_request(name="Kim Lee")
    sent, failed, *waiting = OutboxMail.objects.order_by("pk")
    OutboxMail.objects.filter(pk=sent.pk).update(sent_at=NOW, next_try_at=None)
    OutboxMail.objects.filter(pk=failed.pk).update(
        error="ConnectionRefusedError", attempts=17, next_try_at=None
    )
    return {"sent": {sent}, "undelivered": {failed}, "waiting": {*waiting}}


def test_mails_are_filtered_by_how_sending_went(staff, mails):
    found = {
        how: {*staff.get(LIST, {"delivery": how}).context["cl"].result_list}
        for how in mails
    }

    assert found == mails


def test_what_was_not_sent_is_sent_again_with_all_its_tries(staff, mails):
    everything = [mail.pk for mail in OutboxMail.objects.all()]
    form = {"action": "send_again", "_selected_action": everything}

    page = staff.post(LIST, form, follow=True)

    assert "3 mails are tried again." in text(page)
    (sent,), (failed,) = mails["sent"], mails["undelivered"]
    sent.refresh_from_db()
    assert sent.next_try_at is None
    failed.refresh_from_db()
    assert (failed.attempts, failed.next_try_at) == (0, NOW)
    assert outbox.deliver_due() == 3
    failed.refresh_from_db()
    assert (failed.attempts, failed.error) == (1, "")


def test_the_text_is_shown_without_the_keys_in_it(staff, make_request):
    request = make_request()

    for mail in OutboxMail.objects.all():
        page = staff.get(admin_url(OutboxMail, "change", mail.pk)).content.decode()

        assert request.reference in page
        assert "Deep tissue" in page
        for link in request.links.all():
            assert link.key not in page


def test_a_text_that_can_not_be_made_says_why(staff, mails, monkeypatch):
    def fail(mail):
        raise ValueError("no such wording")

    monkeypatch.setattr("booking.mail.compose.message", fail)
    (mail,) = mails["sent"]

    page = staff.get(admin_url(OutboxMail, "change", mail.pk))

    assert "This text can’t be made: no such wording" in text(page)


def test_nobody_writes_changes_or_deletes_a_mail(staff, mails):
    (mail,) = mails["sent"]

    for url in (
        admin_url(OutboxMail, "add"),
        admin_url(OutboxMail, "change", mail.pk),
        admin_url(OutboxMail, "delete", mail.pk),
    ):
        assert staff.post(url, {"post": "yes"}).status_code == 403

    assert OutboxMail.objects.count() == 4
