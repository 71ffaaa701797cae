"""Hostile Markdown, opened in Chromium: nothing runs, nothing is fetched. Rendered, it
leaves the site's policy nothing to refuse; as it stands, the policy alone holds it."""

import pytest

from articles.markdown import render
from tests.hostile.markdown import hostile_cases

ATTACKS = """
  window.pwned = () => { window.ran = true };
  window.alert = window.prompt = window.confirm = window.pwned;
"""

HTML = {"Content-Type": "text/html; charset=utf-8"}
# What the corpus has only in parts: without a policy each of these would run or fetch.
UNGUARDED = {
    "inline script": "<script>pwned()</script>",
    "script from elsewhere": "<script src='https://evil.example/a.js'></script>",
    "script as data": "<script src='data:text/javascript,pwned()'></script>",
    "handler": "<img src=x onerror=pwned()>",
    "frame with a script": "<iframe srcdoc='<script>parent.pwned()</script>'></iframe>",
    "script address": "<iframe src='javascript:parent.pwned()'></iframe>",
    "drawing": "<svg onload=pwned()></svg>",
    "style": "<style>@import 'https://evil.example/a.css';</style>",
    "picture": "<img src=https://evil.example/a.png>",
    "object": "<object data='https://evil.example/a.swf'></object>",
    "base": "<base href='https://evil.example/'><script src='/a.js'></script>",
}

# No policy keeps a link or a form from leading to another page: the test stays.
STAY = """
  for (const type of ["click", "submit"])
    addEventListener(type, (event) => event.preventDefault(), { capture: true });
"""
REFRESH = "http-equiv"  # leads away too


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


@pytest.mark.lets_the_policy_refuse
@pytest.mark.django_db(transaction=True)
def test_what_no_sanitizer_has_seen_is_held_by_the_policy_alone(page, site, client):
    policy = {
        "Content-Security-Policy": client.get("/about/")["Content-Security-Policy"]
    }
    raw, sent = "", []

    def answer(route) -> None:  # of what the policy has let out
        if route.request.url == f"{site}/raw/":
            route.fulfill(body=raw, headers=policy | HTML)
        else:
            sent.append(route.request.url)
            route.abort()

    page.route("**/*", answer)
    page.add_init_script(ATTACKS + STAY)
    cases = hostile_cases() | UNGUARDED

    for name, text in cases.items():
        if REFRESH in text.lower():
            continue
        raw = f"<!doctype html><title>raw</title><main>{text}</main>"
        page.goto(f"{site}/raw/")
        poke_everything(page)

        assert not page.evaluate("window.ran"), name
    assert [url for url in sent if not url.startswith(site)] == []


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
