"""What is kept of one person: all of it is found, handed over, erased; nobody else's."""

import json
import stat

import pytest
from django.core.management import CommandError, call_command

from booking import outbox, workflow
from booking.models import BookingRequest

from .life import AFTER, accept, do

MAIL, PHONE = "ana@visitor.example", "+17135550100"


@pytest.fixture
def ana(make_request, clock):
    """Two requests of Ana, by mail and by phone, both over; and one of Kim."""
    by_mail = make_request(note="My old hip.", email="Ana@Visitor.example")
    workflow.decline(by_mail, who="zoe77", why="Bring a towel.")
    by_phone = make_request(email="", phone=PHONE)
    workflow.withdraw(by_phone, who="zoe77")
    make_request(name="Kim Lee", email="kim@visitor.example", phone="+17135550199")
    outbox.deliver_due()
    return by_mail, by_phone


def run(name, *arguments, capsys, **options) -> str:
    call_command(name, *arguments, **options)
    return capsys.readouterr().out


def left() -> list[str]:
    return [each.name for each in BookingRequest.objects.order_by("pk")]


@pytest.mark.parametrize(
    "written",
    [
        "(713) 555-0100",
        "713.555.0100",
        "+1 713 555 0100",
        "1-713-555-0100",
        " tel:+1-713-555-0100",
        "7135550100",
    ],
)
def test_a_phone_number_is_found_however_it_is_written(ana, capsys, written):
    copy = json.loads(run("exportperson", written, capsys=capsys))

    assert [each["reference"] for each in copy["requests"]] == [ana[1].reference]


@pytest.mark.parametrize("written", [MAIL, "ANA@VISITOR.EXAMPLE", f" {MAIL} "])
def test_a_mail_address_is_found_in_any_case(ana, capsys, written):
    copy = json.loads(run("exportperson", written, capsys=capsys))

    assert [each["reference"] for each in copy["requests"]] == [ana[0].reference]


def test_an_address_that_only_begins_alike_is_another_persons(ana, capsys):
    for other in ("na@visitor.example", "ana@visitor.exampl", "a_a@visitor.example"):
        assert run("exportperson", other, capsys=capsys) == ""


def test_the_copy_says_all_and_nothing_of_anybody_else(ana, capsys):
    outbox.deliver_due()
    text = run("exportperson", MAIL, PHONE, capsys=capsys)
    first, second = json.loads(text)["requests"]

    assert first["name"] == "Ana Bell" and first["note"] == "My old hip."
    assert first["wishes"] == ["2027-03-06, morning"]
    assert first["deleted_on"] == "2027-08-28"
    assert second["phone"] == "(713) 555-0100"
    told = [entry["what"] for entry in first["history"]]
    assert told == ["Sent", "Declined"]
    declined = first["history"][1]
    assert declined["by"] == "the front desk" and declined["words"] == "Bring a towel."
    (mail,) = declined["mails"]
    assert mail["subject"] == f"No session this time: {first['reference']}"
    assert "Bring a towel." in mail["text"]
    assert mail["sent"] == "2027-03-01T09:30:00-06:00"
    for private in ("Kim", "kim@", "zoe77", "Zoe77"):
        assert private not in text
    for request in ana:
        assert not [link for link in request.links.all() if link.key in text]


def test_every_stored_word_of_a_request_is_in_the_copy(make_request, capsys):
    words = {
        "note": "words-1",
        "name": "words-2",
        "suspicion": "words-3",
        "client": "words-4",
        "service_name": "words-5",
    }
    make_request(**words)

    text = run("exportperson", MAIL, capsys=capsys)

    assert [each for each in words.values() if each not in text] == []


def test_a_file_is_made_for_its_owner_alone_and_never_overwritten(
    ana, capsys, tmp_path
):
    file = tmp_path / "ana.json"
    run("exportperson", MAIL, to=file, capsys=capsys)

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert json.loads(file.read_text(encoding="utf-8"))["requests"]
    with pytest.raises(CommandError, match="File exists"):
        call_command("exportperson", MAIL, to=file)


def test_what_is_no_contact_is_said_so(db):
    for command in ("exportperson", "eraseperson"):
        with pytest.raises(CommandError, match="neither a mail address nor a phone"):
            call_command(command, "Ana Bell")
        with pytest.raises(CommandError, match="no mail address"):
            call_command(command, "ana@")


def test_erasing_takes_the_person_and_nobody_else(ana, capsys):
    said = run("eraseperson", MAIL, "(713) 555-0100", yes=True, capsys=capsys)

    assert left() == ["Kim Lee"]
    for request in ana:
        assert f"{request.reference}, Ana Bell: Deep tissue" in said
    assert "may still be in the front desk's mailbox" in said
    assert run("eraseperson", MAIL, yes=True, capsys=capsys) == (
        "Nothing is kept of this person.\n"
    )


@pytest.mark.parametrize("answer", ["", "no", "y"])
def test_nothing_is_erased_without_a_yes(ana, monkeypatch, answer):
    monkeypatch.setattr("builtins.input", lambda _: answer)

    with pytest.raises(CommandError, match="Nothing was erased"):
        call_command("eraseperson", MAIL)

    assert len(left()) == 3


def test_a_yes_erases(ana, monkeypatch, capsys):
    monkeypatch.setattr("builtins.input", lambda _: "yes")

    run("eraseperson", MAIL, capsys=capsys)

    assert left() == ["Ana Bell", "Kim Lee"]


@pytest.mark.parametrize("act", [None, "propose", "accept"])
def test_who_waits_for_an_answer_or_a_session_is_not_erased(
    ana, make_request, clock, act
):
    alive = make_request()
    if act:
        do(clock, act, alive)

    with pytest.raises(CommandError, match=f"Still open: {alive.reference}."):
        call_command("eraseperson", MAIL, yes=True)

    assert len(left()) == 4  # all or none


def test_a_session_that_is_over_can_be_erased(make_request, clock, capsys):
    accept(make_request())
    outbox.deliver_due()
    clock.move_to(AFTER)

    run("eraseperson", MAIL, yes=True, capsys=capsys)

    assert left() == []


def test_where_mails_are_kept_as_files_the_operator_is_told(ana, settings, capsys):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = "the/folder"

    said = run("eraseperson", MAIL, yes=True, capsys=capsys)

    assert "So may the files in the/folder." in said
