"""Pictures come into a text by drop, paste and button, each with its description."""

import re

import pytest
from playwright.sync_api import expect

from articles.models import Article, UploadedPicture
from articles.uploads import MAX_BYTES
from tests.articles.pictures import picture_file

from .acts import follow
from .pictures import EDITOR, add, answer, cursor, describe, give, put_cursor

PICTURE = picture_file("PNG", size=(900, 600))
ADDRESS = r"\(/media/pictures/[0-9a-f]{32}-900x600\.avif"
UPLOAD = "**/markdownx/upload/"
LOADED = "(img) => img.decode().then(() => img.currentSrc)"
TEXT = "One.\n\nTwo two.\n\nThree."


@pytest.fixture
def desk(editor_page):
    editor_page.fill(EDITOR, TEXT)
    put_cursor(editor_page, len("One.\n\nTwo"))
    return editor_page


def dialog(page):
    return page.get_by_role("dialog", name="Describe the picture")


@pytest.mark.parametrize("way", ["drop", "paste"])
def test_a_picture_is_described_at_once_and_stands_after_its_paragraph(desk, way):
    assert give(desk, way, ("photo.png", PICTURE))
    expect(dialog(desk).get_by_label("What does it show?")).to_be_focused()
    desk.keyboard.type("A [red] wall")
    desk.keyboard.press("Tab")
    desk.keyboard.press("Tab")
    desk.keyboard.type('Lean, "gently"')
    desk.keyboard.press("Enter")

    line = rf'!\[A \\\[red\\\] wall\]{ADDRESS} "Lean, \\"gently\\""\)'
    expect(desk.locator(EDITOR)).to_have_value(
        re.compile(rf"One\.\n\nTwo two\.\n\n{line}\n\nThree\.$")
    )
    assert cursor(desk) == ("id_body", desk.input_value(EDITOR).index("Three."))
    shown = desk.frame_locator("iframe").get_by_role("img", name="A [red] wall")
    assert shown.evaluate(LOADED).endswith(".avif")
    expect(desk.frame_locator("iframe").get_by_text('Lean, "gently"')).to_be_visible()


def test_one_undo_takes_the_picture_out_again(desk):
    add(desk, ("photo.png", PICTURE))
    describe(desk, "A wall")

    desk.keyboard.press("Control+z")

    expect(desk.locator(EDITOR)).to_have_value(TEXT)


def test_who_leaves_the_dialog_has_the_text_as_it_was(desk):
    before = cursor(desk)
    for number, leave in enumerate(("Escape", "Cancel"), start=1):
        give(desk, "drop", ("photo.png", PICTURE))
        dialog(desk).wait_for()

        if leave == "Escape":
            desk.keyboard.press("Escape")
        else:
            dialog(desk).get_by_role("button", name="Cancel").click()

        expect(dialog(desk)).to_have_count(0)
        expect(desk.get_by_text("The picture is kept")).to_be_visible()
        assert desk.input_value(EDITOR) == TEXT
        assert cursor(desk) == before
        assert UploadedPicture.objects.count() == number


def test_a_picture_needs_its_words_or_is_decoration(desk):
    add(desk, ("photo.png", PICTURE))
    answer(desk, "   ")
    expect(dialog(desk).get_by_text("Say what it shows")).to_be_visible()
    expect(dialog(desk).get_by_label("What does it show?")).to_be_focused()

    dialog(desk).get_by_label("It is only decoration").check()
    expect(dialog(desk).get_by_label("What does it show?")).to_be_disabled()
    dialog(desk).get_by_role("button", name="Put it into the text").click()
    expect(desk.locator(EDITOR)).to_have_value(re.compile(r"!\[Only decoration\]"))
    follow(desk.locator("[name=_publish]").first)

    body = Article.objects.get(slug="ease-a-knot-now").body
    assert re.search(rf"!\[Only decoration\]{ADDRESS}\)", body)


def test_several_come_in_their_order_and_a_refused_one_is_explained(desk):
    add(desk, ("a.png", PICTURE), ("page.gif", b"<script>"), ("b.png", PICTURE))
    describe(desk, "First")
    expect(desk.get_by_role("alert")).to_contain_text("page.gif was not added.")
    describe(desk, "Second")

    body = desk.input_value(EDITOR)
    assert body.index("Two two.") < body.index("![First]") < body.index("![Second]")
    assert body.endswith("\n\nThree.")
    alert = desk.get_by_role("alert")
    expect(alert).to_contain_text("This is not a JPEG, PNG, WebP or AVIF picture.")
    alert.get_by_role("button", name="Close").click()
    expect(alert).to_be_empty()


def test_what_is_too_heavy_is_refused_before_it_is_sent(desk):
    sent = []
    desk.on("request", lambda request: sent.append(request.url))

    desk.evaluate(
        """([size]) => {
          const files = new DataTransfer();
          files.items.add(new File([new Uint8Array(size)], "huge.png"));
          const drop = { dataTransfer: files, bubbles: true, cancelable: true };
          document.querySelector("textarea").dispatchEvent(new DragEvent("drop", drop));
        }""",
        [MAX_BYTES + 1],
    )

    expect(desk.locator("picture-tools [role=alert]")).to_contain_text("15 MB at most")
    assert not any("upload" in url for url in sent)
    assert desk.input_value(EDITOR) == TEXT


def test_the_way_of_an_upload_is_seen_and_can_be_stopped(desk):
    held = []  # the server takes its time for the first
    desk.route(UPLOAD, lambda route: route.continue_() if held else held.append(route))
    add(desk, ("a.png", PICTURE), ("b.png", PICTURE))

    expect(desk.get_by_role("progressbar", name="Upload of a.png")).to_be_visible()
    expect(desk.locator("picture-tools [role=status]")).to_have_text(
        "a.png is being uploaded."
    )
    desk.get_by_role("button", name="Cancel a.png").click()

    describe(desk, "The second")
    expect(desk.get_by_role("progressbar")).to_have_count(0)
    assert UploadedPicture.objects.count() == 1


def test_who_cancels_is_back_in_the_text(desk):
    desk.route(UPLOAD, lambda route: None)  # the server never answers
    add(desk, ("a.png", PICTURE), ("b.png", PICTURE), ("c.png", PICTURE))
    expect(desk.get_by_role("progressbar")).to_have_count(3)

    for name in ("b.png", "a.png"):  # the one waits, the other is on its way
        desk.get_by_role("button", name=f"Cancel {name}").press("Enter")

        expect(desk.get_by_role("progressbar", name=name)).to_have_count(0)
        expect(desk.locator(EDITOR)).to_be_focused()
    expect(desk.get_by_role("progressbar", name="c.png")).to_be_visible()


def test_a_picture_that_was_cancelled_as_it_waited_is_not_sent(desk):
    held = []
    desk.route(UPLOAD, lambda route: held.append(route))
    add(desk, ("a.png", PICTURE), ("b.png", PICTURE))
    desk.get_by_role("button", name="Cancel b.png").click()
    expect(desk.locator("picture-tools [role=status]")).to_have_text(
        "b.png was cancelled."
    )

    held[0].continue_()
    describe(desk, "The first")

    assert UploadedPicture.objects.count() == len(held) == 1
    expect(desk.locator("picture-tools [role=status]")).to_have_text(
        "The picture is in the text."
    )


def test_what_goes_wrong_is_said_and_the_text_is_kept(desk):
    alert = desk.locator("picture-tools [role=alert]")
    for answer_badly, said in [
        (lambda route: route.abort(), "Try again"),
        (lambda route: route.fulfill(status=500), "Try again"),
        (lambda route: route.fulfill(status=413), "too large"),  # says a proxy
        (None, "signed out"),
    ]:
        desk.unroute_all()
        if answer_badly:
            desk.route(UPLOAD, answer_badly)
        else:
            desk.context.clear_cookies(name="sessionid")

        give(desk, "drop", ("photo.png", PICTURE))

        expect(alert).to_contain_text(said)
        assert desk.input_value(EDITOR) == TEXT
        alert.get_by_role("button", name="Close").click()
        expect(alert).to_be_empty()


def test_pasted_words_stay_words(desk):
    assert not give(desk, "paste", ("image.png", PICTURE), text="From Word")
    assert not give(desk, "paste", text="Some words")

    assert desk.get_by_role("progressbar").count() == 0


def test_readers_get_the_picture_that_an_editor_put_in(desk, site):
    add(desk, ("photo.png", PICTURE))
    describe(desk, "A red wall")
    follow(desk.locator("[name=_publish]").first)

    desk.goto(f"{site}/guide/ease-a-knot-now/")

    shown = desk.get_by_role("img", name="A red wall")
    shown.scroll_into_view_if_needed()
    assert shown.evaluate(LOADED).endswith(".avif")
    assert shown.evaluate("(img) => img.width / img.height") == pytest.approx(
        1.5, rel=0.01
    )
