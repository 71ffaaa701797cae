"""The checks panel beside a text, in a real browser."""

import pytest
from playwright.sync_api import expect

from articles.models import Article, BodyArea
from tests.browser.test_accessibility import scrolls_sideways

from .acts import sign_in
from .rules import axe

EDITOR, COUNT, PLACE = "#id_body", ".checks__count", ".checks__place"
FAULTY = "First, rest.\n\n" * 60 + "Hold for {hold nek}.\n\nIt helps **90%** of us.\n"


@pytest.fixture
def draft(site):
    return Article.objects.create(
        title="Rest", slug="rest", summary="S" * 60, body=FAULTY, order=99
    )


@pytest.fixture
def open_admin(page, site, django_user_model):
    """Open a page of the admin, signed in."""
    sign_in(page.context, site, django_user_model.objects.create_superuser("ed"))

    def open_page(path):
        page.goto(site + path)
        return page

    return open_page


@pytest.fixture
def desk(open_admin, draft):
    return open_admin(f"/admin/articles/article/{draft.pk}/change/")


def selected(page) -> str:
    return page.eval_on_selector(
        EDITOR, "(text) => text.value.slice(text.selectionStart, text.selectionEnd)"
    )


def test_the_panel_follows_what_is_typed(desk):
    assert desk.inner_text(COUNT).startswith("1 error to mend")

    desk.fill(EDITOR, "## Rest\n\n#### Then")
    desk.get_by_text("1 thing to look at.").wait_for()
    expect(desk.get_by_text("“Then” skips a level.")).to_be_visible()

    desk.fill(EDITOR, "## Rest")
    desk.get_by_text("Nothing to improve.").wait_for()
    expect(desk.locator(PLACE)).to_have_count(0)


def test_a_place_leads_to_the_words(desk):
    desk.get_by_role("link", name="Line 121").click()

    assert selected(desk) == "{hold nek}"
    assert desk.evaluate("document.activeElement.id") == "id_body"
    assert is_in_sight(desk, 120 / 123)


def is_in_sight(page, share: float) -> bool:
    """Whether the line at this share of the text is within the text's window."""
    return page.eval_on_selector(
        EDITOR,
        """(text, share) => {
          const line = text.scrollHeight * share;
          return text.scrollTop < line && line < text.scrollTop + text.clientHeight;
        }""",
        share,
    )


def test_a_place_leads_by_keyboard_to_a_whole_line_where_words_are_marked_up(desk):
    desk.fill(EDITOR, "Rest.\n\nIt helps **9**0% of us.")
    desk.get_by_text("1 thing to look at.").wait_for()

    desk.focus(PLACE)
    desk.keyboard.press("Enter")

    assert selected(desk) == "It helps **9**0% of us."


def test_a_place_leads_to_another_field(desk):
    desk.fill("#id_summary", "")
    desk.get_by_text("2 errors to mend").wait_for()

    desk.get_by_role("link", name="Summary").click()

    assert desk.evaluate("document.activeElement.id") == "id_summary"


def test_the_count_is_announced_only_when_it_is_another(desk):
    desk.evaluate(
        """() => {
          window.announced = [];
          new MutationObserver((changes) => changes.forEach(({ target }) =>
            window.announced.push(target.textContent))
          ).observe(document.querySelector(".checks__count"), { childList: true });
        }"""
    )

    for figure in ("80%", "70%"):
        desk.fill(EDITOR, f"It helps {figure}.")
        desk.locator(f"{PLACE}[data-quote*='{figure}']").wait_for()
    desk.fill(EDITOR, "Rest.")
    desk.get_by_text("Nothing to improve.").wait_for()

    assert desk.get_by_role("status").count() == 1
    assert desk.evaluate("window.announced") == [
        "1 thing to look at.",
        "Nothing to improve.",
    ]


def test_a_lost_session_is_said_and_the_findings_stay(desk):
    desk.context.clear_cookies(name="sessionid")

    desk.fill(EDITOR, "Rest.")

    desk.locator(COUNT).get_by_text("You are signed out").wait_for()
    expect(desk.locator(PLACE)).to_have_count(2)


@pytest.mark.parametrize("status", [403, 500])
def test_of_an_answer_that_is_not_the_panel_nothing_is_read_out(desk, status):
    token = desk.eval_on_selector("#article_form", "(form) => form[0].outerHTML")
    page, asked = f"<title>Oh</title><main>You can’t open this page</main>{token}", []
    desk.route("**/check/*", lambda route: route.fulfill(status=status, body=page))
    desk.on("request", lambda request: asked.append(request.url))

    desk.fill(EDITOR, "Rest.")

    expect(desk.locator(COUNT)).to_have_text(
        "The checks didn’t reach us. They go on when you type."
    )
    assert len([url for url in asked if "/check/" in url]) == 1
    expect(desk.locator(PLACE)).to_have_count(2)


def test_who_leaves_the_text_for_a_place_stays_there(desk):
    asked = []
    desk.on("request", lambda request: asked.append(request.url))
    desk.locator(EDITOR).press("End")
    desk.keyboard.type("One more.")
    wait_for_a_check(desk)
    asked.clear()

    desk.locator(PLACE).first.focus()  # the text changed: it is told as it is left
    desk.wait_for_timeout(1500)

    assert asked == []
    expect(desk.locator(PLACE).first).to_be_focused()


def wait_for_a_check(page) -> None:
    with page.expect_response("**/check/*"):
        pass


@pytest.mark.parametrize(
    ("text", "focused"),
    [
        (FAULTY + "And **80%** of you.\n", f"{PLACE} >> nth=1"),
        ("{hold nek}", COUNT),
        ("Rest.", COUNT),
    ],
    ids=["as many places", "fewer", "none"],
)
def test_the_focus_is_not_lost_when_the_places_are_made_anew(desk, text, focused):
    desk.fill(EDITOR, text)
    before = desk.locator(PLACE).nth(1).element_handle()
    before.focus()

    desk.wait_for_function("(place) => !place.isConnected", arg=before)

    expect(desk.locator(focused)).to_be_focused()


def test_after_a_refused_save_the_panel_tells_of_what_is_in_the_form(desk):
    desk.fill(EDITOR, "{hold one} {hold two} {hold three}")
    desk.locator("[name=_publish]").first.click()

    desk.get_by_text("3 errors to mend").wait_for()


@pytest.mark.parametrize("size", [(390, 800), (1280, 900)], ids=["phone", "desktop"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_panel_keeps_nobody_out(page, open_admin, draft, size, theme):
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.emulate_media(color_scheme=theme)
    area = BodyArea.objects.first()
    for path in (f"article/{draft.pk}/change/", f"bodyarea/{area.pk}/change/"):
        open_admin(f"/admin/articles/{path}")

        result = axe.run(page, context=".field-checks")

        assert result.violations_count == 0, result.generate_report()
        assert scrolls_sideways(page) is False
    for place in page.locator(PLACE).all():
        assert place.bounding_box()["height"] >= 44


def test_without_script_the_panel_tells_of_the_saved_text(
    browser, site, draft, django_user_model
):
    context = browser.new_context(java_script_enabled=False)
    sign_in(context, site, django_user_model.objects.create_superuser("ed"))
    page = context.new_page()

    page.goto(f"{site}/admin/articles/article/{draft.pk}/change/")
    page.get_by_role("link", name="Line 121").click()

    page.wait_for_url("**#id_body")
    assert page.inner_text(COUNT).startswith("1 error to mend")
    context.close()
