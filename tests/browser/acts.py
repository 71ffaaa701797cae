"""What a person does in a browser, each waited for until it has had its effect."""

from django.test import Client


def follow(link) -> None:
    """Click what leads to another page, and wait until that one is there."""
    with link.page.expect_navigation():
        link.click()


def press(page, words: str, exact: bool = False) -> None:
    """Press the button of these words, and wait until its answer is there."""
    follow(page.get_by_role("button", name=words, exact=exact).first)


def sign_in(context, site: str, user) -> None:
    """From now on this browser is the user's."""
    client = Client()
    client.force_login(user)
    session = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": site}])
