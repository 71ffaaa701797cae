"""The picture library in a browser: chosen by keyboard, read by everyone, without script."""

from playwright.sync_api import expect

from articles.editor import PICTURES_A_PAGE
from articles.models import UploadedPicture
from tests.articles.pictures import in_library, picture_file
from tests.desk import admin_url

from .acts import follow
from .pictures import EDITOR, answer, describe
from .rules import DESKTOP, HAND, barriers


def choose(page):
    page.get_by_role("button", name="Choose a picture").click()
    page.locator(".picture-choices").wait_for()
    return page.get_by_role("dialog", name="Choose a picture")


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
    assert editor_page.evaluate("document.activeElement.id") == "id_body"


def test_nothing_chosen_is_nothing_changed(editor_page):
    before = editor_page.input_value(EDITOR)

    choose(editor_page)
    expect(editor_page.get_by_text("There is no picture yet")).to_be_visible()
    editor_page.keyboard.press("Escape")

    expect(editor_page.locator("dialog")).to_have_count(0)
    assert editor_page.input_value(EDITOR) == before
    assert editor_page.evaluate("document.activeElement.id") == "id_body"


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
    for page, *args in (
        ("changelist",),
        ("add",),
        ("change", row.pk),
        ("delete", row.pk),
    ):
        editor_page.goto(site + admin_url(UploadedPicture, page, *args))
        found += barriers(editor_page, "#content", sizes)

    assert found == []


def test_all_of_it_can_be_done_without_a_script(site, scriptless, open_chapter):
    page = open_chapter(scriptless)

    page.get_by_role("link", name="Pictures", exact=True).last.focus()
    page.goto(site + admin_url(UploadedPicture, "add"))
    file = {"name": "a.png", "mimeType": "image/png", "buffer": picture_file("PNG")}
    page.set_input_files("[name=image]", file)
    page.fill("[name=description]", "A wall")
    follow(page.locator("[name=_continue]"))

    line = page.locator(".field-code code").text_content()
    assert line == UploadedPicture.objects.get().picture.markdown("A wall")
    assert page.get_by_role("button", name="Add a picture").count() == 0
