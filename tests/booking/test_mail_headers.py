"""The mails as they leave: from whom, to whom, and to where without a mail server."""

from django.core import mail as post

from booking import outbox
from booking.models import Spa

from .life import accept


def test_each_mail_has_its_own_id_and_says_that_a_machine_sent_it(make_request):
    accept(make_request())
    outbox.deliver_due()
    messages = [message.message() for message in post.outbox]

    assert len({message["Message-ID"] for message in messages}) == len(messages) == 4
    assert {message["Auto-Submitted"] for message in messages} == {"auto-generated"}


def test_replies_go_to_the_other_side_and_the_sender_has_the_spas_name(
    make_request, settings
):
    settings.DEFAULT_FROM_EMAIL = "Knotcare <site@spa.example>"
    Spa.objects.update(name="La Luna & Co.")
    make_request()
    outbox.deliver_due()

    visitors, desks = (message.message() for message in post.outbox)
    assert visitors["Reply-To"] == desks["To"] == "desk@spa.example"
    assert desks["Reply-To"] == visitors["To"] == "ana@visitor.example"
    assert visitors["From"] == desks["From"] == '"La Luna & Co." <site@spa.example>'


def test_without_a_mail_server_the_mails_can_be_read_in_a_folder(
    make_request, settings, tmp_path
):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    make_request(note="Mein Nacken schmerzt – sehr")
    outbox.deliver_due()

    whole = "".join(
        path.read_text(encoding="utf-8") for path in settings.EMAIL_FILE_PATH.iterdir()
    )
    assert "Subject: Not booked yet: your request" in whole
    assert "By Saturday, March\n6, 2027 at 11:45 AM CST at the latest you’ll" in whole
    assert "\n> Mein Nacken schmerzt – sehr\n" in whole
