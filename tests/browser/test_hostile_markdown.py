"""Hostile Markdown, rendered and opened in Chromium: nothing runs, nothing is fetched."""

import pytest

from articles.markdown import render
from tests.hostile import hostile_cases

ATTACKS = """
  window.pwned = () => { window.ran = true };
  window.alert = window.prompt = window.confirm = window.pwned;
"""


@pytest.mark.django_db(transaction=True)
def test_hostile_markdown_runs_nothing_and_fetches_nothing(page, live_server):
    fetched = []
    page.on("request", lambda request: fetched.append(request.url))
    page.on("dialog", lambda dialog: dialog.dismiss())
    page.add_init_script(ATTACKS)
    cases = hostile_cases()
    page.goto("about:blank")

    for name, text in cases.items():
        page.set_content(f"<!doctype html><main>{render(text)}</main>")
        poke_everything(page)

        assert not page.evaluate("window.ran"), name
        assert page.locator("main [name], main [style]").count() == 0, name
        assert fetched == [], name

    assert len(cases) >= 200


def poke_everything(page) -> None:
    """Do to every element what a reader, or an animation, could do to it."""
    page.evaluate(
        """() => {
          for (const element of document.querySelectorAll("main *")) {
            for (const type of ["click", "mouseover", "focus", "toggle", "error", "load"]) {
              // A plain link may lead elsewhere once it is clicked; script may not run.
              if (type === "click" && /^(https?|mailto|tel):/.test(element.href)) continue;
              element.dispatchEvent(new Event(type, { bubbles: true, cancelable: true }));
            }
          }
        }"""
    )
