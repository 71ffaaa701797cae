"""Pictures come into a text by drop, paste and button, each with its description, or from
the library: chosen by keyboard, read by everyone, added without script."""

import re

import pytest
from playwright.sync_api import expect

from articles.images.uploads import MAX_BYTES
from articles.models import Article, UploadedPicture
from articles.views.editor import PICTURES_A_PAGE
from tests.articles.images.pictures import in_library, picture_file

from .acts import EDITOR, LOADED, add, answer, describe, follow
from .rules import DESKTOP, HAND, barriers

PICTURE = picture_file("PNG", size=(900, 600))
ADDRESS = r"\(/media/pictures/[0-9a-f]{32}-900x600\.avif"
LIBRARY = "/admin/articles/uploadedpicture/"
UPLOAD = "**/markdownx/upload/"
TEXT = "One.\n\nTwo two.\n\nThree."
PUT_CURSOR = """(text, place) => {
  text.focus();
  text.setSelectionRange(place, place);
}"""
GIVE = """(editor, [kind, bytes, text]) => {
  const transfer = new DataTransfer(), picture = new Uint8Array(bytes);
  if (bytes.length)
    transfer.items.add(new File([picture], "photo.png", { type: "image/png" }));
  if (text) transfer.setData("text/plain", text);
  const options = { bubbles: true, cancelable: true };
  const event = kind === "paste"
    ? new ClipboardEvent(kind, { ...options, clipboardData: transfer })
    : new DragEvent(kind, { ...options, dataTransfer: transfer });
  editor.dispatchEvent(event);
  return event.defaultPrevented;
}"""


@pytest.fixture
def desk(editor_page):
    editor_page.fill(EDITOR, TEXT)
    editor_page.eval_on_selector(EDITOR, PUT_CURSOR, len("One.\n\nTwo"))
    return editor_page


def give(page, kind: str, picture: bytes = b"", text: str = "") -> bool:
    """Drop or paste this; whether the page took it."""
    return page.eval_on_selector(EDITOR, GIVE, [kind, list(picture), text])


def cursor(page) -> int:
    """Where the cursor is in the text, which has the focus."""
    expect(page.locator(EDITOR)).to_be_focused()
    return page.eval_on_selector(EDITOR, "(text) => text.selectionEnd")


def dialog(page):
    return page.get_by_role("dialog", name="Describe the picture")


def choose(page):
    page.get_by_role("button", name="Choose a picture").click()
    page.locator(".picture-choices").wait_for()
    return page.get_by_role("dialog", name="Choose a picture")


@pytest.mark.parametrize("way", ["drop", "paste"])
def test_a_picture_is_described_stands_after_its_paragraph_and_can_be_undone(desk, way):
    assert give(desk, way, PICTURE)
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
    assert cursor(desk) == desk.input_value(EDITOR).index("Three.")
    shown = desk.frame_locator("iframe").get_by_role("img", name="A [red] wall")
    assert shown.evaluate(LOADED).endswith(".avif")
    expect(desk.frame_locator("iframe").get_by_text('Lean, "gently"')).to_be_visible()

    desk.keyboard.press("Control+z")

    expect(desk.locator(EDITOR)).to_have_value(TEXT)


def test_who_leaves_the_dialog_has_the_text_as_it_was(desk):
    before = cursor(desk)
    ways = [
        lambda: desk.keyboard.press("Escape"),
        dialog(desk).get_by_role("button", name="Cancel").click,
    ]
    for number, leave in enumerate(ways, start=1):
        give(desk, "drop", PICTURE)
        dialog(desk).wait_for()

        leave()

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

    add(desk, ("huge.png", bytes(MAX_BYTES + 1)))

    expect(desk.get_by_role("alert")).to_contain_text("15 MB at most")
    assert not any("upload" in url for url in sent)
    assert desk.input_value(EDITOR) == TEXT


def test_an_upload_is_seen_and_cancelled_as_it_waits_or_runs_and_the_next_goes_on(desk):
    held, status = [], desk.locator("picture-tools [role=status]")

    def cancel(name: str) -> None:
        desk.get_by_role("button", name=f"Cancel {name}").press("Enter")
        expect(desk.get_by_role("progressbar", name=name)).to_have_count(0)
        expect(desk.locator(EDITOR)).to_be_focused()

    desk.route(UPLOAD, lambda route: held.append(route))  # the server takes its time
    add(desk, ("a.png", PICTURE), ("b.png", PICTURE), ("c.png", PICTURE))
    expect(desk.get_by_role("progressbar", name="Upload of a.png")).to_be_visible()
    expect(status).to_have_text("a.png is being uploaded.")
    cancel("b.png")  # it waits
    expect(status).to_have_text("b.png was cancelled.")
    with desk.expect_request(UPLOAD):
        cancel("a.png")  # it is on its way
    expect(desk.get_by_role("progressbar", name="Upload of c.png")).to_be_visible()

    held[-1].continue_()
    describe(desk, "The third")

    expect(desk.get_by_role("progressbar")).to_have_count(0)
    expect(status).to_have_text("The picture is in the text.")
    assert len(held) == 2, "what was cancelled as it waited is not sent"
    assert UploadedPicture.objects.count() == 1


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

        give(desk, "drop", PICTURE)

        expect(alert).to_contain_text(said)
        assert desk.input_value(EDITOR) == TEXT
        alert.get_by_role("button", name="Close").click()
        expect(alert).to_be_empty()


def test_pasted_words_stay_words(desk):
    assert not give(desk, "paste", PICTURE, text="From Word")
    assert not give(desk, "paste", text="Some words")

    assert desk.get_by_role("progressbar").count() == 0


def test_a_picture_is_chosen_by_keyboard_alone(editor_page):
    in_library("A wall")
    in_library("A ball")
    editor_page.fill(EDITOR, "Text.")
    editor_page.get_by_role("button", name="Choose a picture").focus()

    editor_page.keyboard.press("Enter")
    expect(editor_page.get_by_label("Search by what it shows")).to_be_focused()
    editor_page.keyboard.insert_text("wall")  # at once: each pause would search
    expect(editor_page.get_by_text("1 picture", exact=True)).to_be_visible()
    editor_page.keyboard.press("Tab")
    editor_page.keyboard.press("Enter")
    expect(editor_page.get_by_label("What does it show?")).to_have_value("A wall")
    editor_page.keyboard.press("End")
    editor_page.keyboard.type(" to lean on")
    for _ in range(3):
        editor_page.keyboard.press("Tab")
    editor_page.keyboard.press("Enter")

    address = UploadedPicture.objects.get(description="A wall").picture.url
    expected = f"Text.\n\n![A wall to lean on]({address})\n\n"
    expect(editor_page.locator(EDITOR)).to_have_value(expected)
    expect(editor_page.locator(EDITOR)).to_be_focused()


def test_nothing_chosen_is_nothing_changed(editor_page):
    before = editor_page.input_value(EDITOR)

    choose(editor_page)
    expect(editor_page.get_by_text("There is no picture yet")).to_be_visible()
    editor_page.keyboard.press("Escape")

    expect(editor_page.locator("dialog")).to_have_count(0)
    assert editor_page.input_value(EDITOR) == before
    expect(editor_page.locator(EDITOR)).to_be_focused()


def test_older_pictures_are_a_page_away(editor_page):
    for number in range(PICTURES_A_PAGE + 1):
        row = UploadedPicture(key=f"{number:032x}", width=60, height=30, has_avif=False)
        row.description = f"Number {number}"
        row.save()

    dialog = choose(editor_page)
    dialog.get_by_role("button", name="Older pictures").click()

    expect(dialog.get_by_role("button", name="Number 0")).to_be_focused()
    expect(dialog.get_by_role("status")).to_have_text("25 pictures, page 2 of 2")


def test_words_said_once_are_offered_the_next_time(editor_page):
    row = in_library()
    choose(editor_page).get_by_role("button", name="photo.png").click()
    with editor_page.expect_response(lambda answer: answer.request.method == "POST"):
        describe(editor_page, "A wall")

    choose(editor_page).get_by_role("button", name="A wall").click()

    expect(editor_page.get_by_label("What does it show?")).to_have_value("A wall")
    row.refresh_from_db()
    assert row.description == "A wall"


def test_the_dialogs_and_pages_keep_nobody_out(editor_page, site):
    row, sizes = in_library("A wall", size=(900, 600)), (DESKTOP, HAND)

    # A dialog covers the page, whose own faults are Django's.
    dialog = choose(editor_page)
    found = barriers(editor_page, "dialog", sizes)
    dialog.get_by_role("button", name="A wall").click()
    answer(editor_page, "")
    found += barriers(editor_page, "dialog", sizes)
    editor_page.keyboard.press("Escape")
    found += barriers(editor_page, "picture-tools", sizes)
    for page in ("", "add/", f"{row.pk}/change/", f"{row.pk}/delete/"):
        editor_page.goto(site + LIBRARY + page)
        found += barriers(editor_page, "#content", sizes)

    assert found == []


def test_all_of_it_can_be_done_without_a_script(site, scriptless, open_chapter):
    page = open_chapter(scriptless)

    page.get_by_role("link", name="Pictures", exact=True).last.focus()
    page.goto(f"{site}{LIBRARY}add/")
    file = {"name": "a.png", "mimeType": "image/png", "buffer": picture_file("PNG")}
    page.set_input_files("[name=image]", file)
    page.fill("[name=description]", "A wall")
    follow(page.locator("[name=_continue]"))

    line = page.locator(".field-code code").text_content()
    assert line == UploadedPicture.objects.get().picture.markdown("A wall")
    assert page.get_by_role("button", name="Add a picture").count() == 0
