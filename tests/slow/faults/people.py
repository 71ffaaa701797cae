"""People who read what comes back when something is broken, and send it again."""

from urllib.parse import urlencode

import html5lib

from tests.slow.storm.visitors import Visitor

PHONE = "(713) 555-0123"
WORDS = "My left shoulder, <b>please</b>:\r\nnot too firm & slow."


class Person(Visitor):
    """A visitor with something to say."""

    def open_form(self) -> None:
        super().open_form()
        self.fields["note"] = WORDS

    def post(self, path: str, fields: dict[str, str]):
        return self.ask("POST", path, urlencode(fields))


def parsed(text: str):
    return html5lib.parse(text, namespaceHTMLElements=False)


def words_on(text: str) -> str:
    return " ".join("".join(parsed(text).find("body").itertext()).split())


def form_on(text: str) -> dict[str, str]:
    """The fields of the one form of a page, as a browser reads and sends them."""
    (form,) = parsed(text).iter("form")
    return {
        field.get("name"): "\r\n".join(field.get("value").splitlines())
        for field in form.iter("input")
    }


def assert_is_honest(answer, sent: dict[str, str] | None = None) -> None:
    """Whether it says what happened and whom to call, and keeps all that was sent."""
    words = words_on(answer.text)
    assert answer.status == 503, words
    assert int(answer.headers["Retry-After"]) > 0
    assert "no-store" in answer.headers["Cache-Control"]
    assert "Something broke on our side" in words
    assert PHONE in words and f'href="tel:{PHONE.replace(" ", "")}"' in answer.text
    assert "Traceback" not in answer.text and "database" not in words
    if sent is None:
        assert "can’t be shown" in words and "<form" not in answer.text
    else:
        assert "probably not reached us" in words
        assert " ".join(WORDS.split()) in words
        assert form_on(answer.text) == sent
