"""The checks panel in a real browser, beside a text and beside rows of plain words."""

import pytest
from playwright.sync_api import expect

from articles.models import Article, BodyArea, CareCard, Dose, Stretch

from .acts import EDITOR
from .rules import DESKTOP, HAND, PHONE, barriers

COUNT, PLACE = ".checks__count", ".checks__place"
FAULTY = "First, rest.\n\n" * 60 + "Hold for {hold nek}.\n\nIt helps **90%** of us.\n"


def change(row) -> str:
    return f"/admin/articles/{row._meta.model_name}/{row.pk}/change/"


@pytest.fixture
def draft(site):
    """The address where a text with faults is changed."""
    chapter = Article.objects.create(
        title="Rest", slug="rest", summary="S" * 60, body=FAULTY, order=99
    )
    return site + change(chapter)


@pytest.fixture
def panel(desk, draft):
    desk.goto(draft)
    return desk


def selected(page, field: str = EDITOR) -> str:
    return page.eval_on_selector(
        field, "(text) => text.value.slice(text.selectionStart, text.selectionEnd)"
    )


def test_the_panel_follows_what_is_typed_and_announces_each_other_count(panel):
    assert panel.inner_text(COUNT).startswith("1 error to mend")
    panel.evaluate(
        """() => {
          window.announced = [];
          new MutationObserver((changes) => changes.forEach(({ target }) =>
            window.announced.push(target.textContent))
          ).observe(document.querySelector(".checks__count"), { childList: true });
        }"""
    )

    panel.fill(EDITOR, "## Rest\n\n#### Then")
    expect(panel.get_by_text("“Then” skips a level.")).to_be_visible()
    for figure in ("80%", "70%"):
        panel.fill(EDITOR, f"It helps {figure}.")
        panel.locator(f"{PLACE}[data-quote*='{figure}']").wait_for()
    panel.fill(EDITOR, "## Rest")
    panel.get_by_text("Nothing to improve.").wait_for()

    expect(panel.locator(PLACE)).to_have_count(0)
    assert panel.get_by_role("status").count() == 1
    assert panel.evaluate("window.announced") == [
        "1 thing to look at.",
        "Nothing to improve.",
    ]


# Whether the line at this share of the text is within the text's window.
IN_SIGHT = """(text, share) => {
  const line = text.scrollHeight * share;
  return text.scrollTop < line && line < text.scrollTop + text.clientHeight;
}"""


def test_a_place_leads_to_its_words_its_line_or_another_field(panel):
    panel.get_by_role("link", name="Line 121").click()
    assert selected(panel) == "{hold nek}"
    expect(panel.locator(EDITOR)).to_be_focused()
    assert panel.eval_on_selector(EDITOR, IN_SIGHT, 120 / 123)

    # By keyboard, and to the whole line, as its words are marked up.
    panel.fill(EDITOR, "Rest.\n\nIt helps **9**0% of us.")
    panel.get_by_text("1 thing to look at.").wait_for()
    panel.focus(PLACE)
    panel.keyboard.press("Enter")
    assert selected(panel) == "It helps **9**0% of us."

    panel.fill("#id_summary", "")
    panel.get_by_role("link", name="Summary").click()
    expect(panel.locator("#id_summary")).to_be_focused()


def test_of_an_answer_that_is_not_the_panel_nothing_is_read_out(panel):
    token = panel.eval_on_selector("#article_form", "(form) => form[0].outerHTML")
    page, asked = f"<title>Oh</title><main>You can’t open this page</main>{token}", []

    def answer(route) -> None:
        asked.append(status)
        route.fulfill(status=status, body=page)

    for status in (403, 500):
        panel.route("**/check/*", answer)
        panel.fill(EDITOR, f"Rest {status}.")
        expect(panel.locator(COUNT)).to_have_text(
            "The checks didn’t reach us. They go on when you type."
        )
        expect(panel.locator(PLACE)).to_have_count(2)

        panel.unroute_all()
        panel.context.clear_cookies(name="sessionid")
        panel.fill(EDITOR, f"Rest again, {status}.")
        panel.locator(COUNT).get_by_text("You are signed out").wait_for()
        expect(panel.locator(PLACE)).to_have_count(2)

    assert asked == [403, 500]


def test_who_leaves_the_text_for_a_place_stays_there(desk, draft):
    asked = []
    desk.clock.install()
    desk.goto(draft)
    desk.locator(EDITOR).press("End")
    with desk.expect_response("**/check/*"):
        desk.keyboard.type("One more.")
        desk.clock.run_for(1500)
    desk.get_by_text("1 error to mend").wait_for()
    desk.on("request", lambda request: asked.append(request.url))

    desk.locator(PLACE).first.focus()  # the text changed: it is told as it is left
    desk.clock.run_for(1500)

    expect(desk.locator(PLACE).first).to_be_focused()
    assert asked == []


@pytest.mark.parametrize(
    ("text", "focused"),
    [
        (FAULTY + "And **80%** of you.\n", f"{PLACE} >> nth=1"),
        ("{hold nek}", COUNT),
        ("Rest.", COUNT),
    ],
    ids=["as many places", "fewer", "none"],
)
def test_the_focus_is_not_lost_when_the_places_are_made_anew(panel, text, focused):
    panel.fill(EDITOR, text)
    before = panel.locator(PLACE).nth(1).element_handle()
    before.focus()

    panel.wait_for_function("(place) => !place.isConnected", arg=before)

    expect(panel.locator(focused)).to_be_focused()


def test_after_a_refused_save_the_panel_tells_of_what_is_in_the_form(panel):
    panel.fill(EDITOR, "{hold one} {hold two} {hold three}")
    panel.locator("[name=_publish]").first.click()

    panel.get_by_text("3 errors to mend").wait_for()


def test_an_item_of_many_is_found_by_its_line(desk, site):
    desk.goto(site + change(Stretch.objects.get(slug="childs-pose")))

    desk.fill("#id_steps", "Kneel.\nSit **back**.\nSit **back** again.")
    desk.get_by_role("link", name="Steps, line 3").click()

    assert selected(desk, "#id_steps") == "**back**"
    start = desk.eval_on_selector("#id_steps", "(text) => text.selectionStart")
    assert start > len("Kneel.\nSit **back**.")


def test_words_of_a_field_are_found_in_it(desk, site):
    desk.goto(site + change(BodyArea.objects.first()))
    action = "#id_quick_relief-0-action"

    desk.fill(action, "Press it. Hold for 45 seconds.")
    desk.get_by_role("link", name="Quick relief, action").click()

    assert selected(desk, action) == "45 seconds"


def test_the_panel_keeps_nobody_out(panel, site):
    Stretch.objects.update(drawing="", target="Cures it in 45 seconds.")
    CareCard.objects.update(heading="**Watch** out")
    Dose.objects.update(detail="cures it in 45 seconds")
    rows = [model.objects.first() for model in (BodyArea, Stretch, CareCard, Dose)]
    places = panel.locator(PLACE)
    found, counts = [], []

    for address in [panel.url, *(site + change(row) for row in rows)]:
        panel.goto(address)
        found += barriers(panel, ".field-checks", sizes=(DESKTOP, HAND, PHONE))
        assert all(place.bounding_box()["height"] >= 44 for place in places.all())
        counts.append(places.count())

    assert found == []
    assert min(counts[2:]) >= 2
