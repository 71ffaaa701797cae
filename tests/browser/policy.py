"""Who listens to what a browser refuses by the site's Content Security Policy."""

import re

TOLD = re.compile(
    "Content.Security.Policy|Permissions.Policy|Trusted(?:HTML|Script| Type)"
)
TELL = """
  addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) =>
    console.error(`Content-Security-Policy ${effectiveDirective} refuses ${blockedURI}`));
"""


def watch(context, refusals: list[str]) -> None:
    """Note each refusal on any page of this context, frames included."""

    def note(message) -> None:
        if TOLD.search(message.text):
            refusals.append(f"{message.page and message.page.url}: {message.text}")

    context.add_init_script(TELL)
    context.on("console", note)
