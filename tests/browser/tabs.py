"""Browser tabs that can really be hidden: Playwright's own pages always count as seen."""

import itertools
import json
import time


class Window:
    """A browser window with tabs, driven by the DevTools protocol alone."""

    def __init__(self, browser):
        self.devtools = browser.new_browser_cdp_session()
        self.context = self.devtools.send("Target.createBrowserContext")

    def open(self, url: str) -> "Tab":
        target = self.devtools.send("Target.createTarget", {"url": url, **self.context})
        return Tab(self.devtools, target)


class Tab:
    numbers = itertools.count(1)

    def __init__(self, devtools, target: dict):
        self.devtools, self.target = devtools, target
        session = devtools.send("Target.attachToTarget", {**target, "flatten": False})
        self.session, self.answers = session["sessionId"], {}
        devtools.on("Target.receivedMessageFromTarget", self.receive)

    def receive(self, event: dict) -> None:
        if event["sessionId"] == self.session:
            answer = json.loads(event["message"])
            self.answers[answer.get("id")] = answer

    def evaluate(self, expression: str):
        """What a script's expression is, run as from a press of the reader's.

        None too where the tab moves on to another page meanwhile.
        """
        number = next(self.numbers)
        asked = {"expression": expression, "returnByValue": True, "userGesture": True}
        message = {"id": number, "method": "Runtime.evaluate", "params": asked}
        self.devtools.send(
            "Target.sendMessageToTarget",
            {"sessionId": self.session, "message": json.dumps(message)},
        )
        while number not in self.answers:
            self.devtools.send("Browser.getVersion")  # lets the answer in
        return self.answers.pop(number).get("result", {}).get("result", {}).get("value")

    def wait_for(self, expression: str, seconds: float = 30) -> None:
        end = time.monotonic() + seconds
        while not self.evaluate(expression):
            assert time.monotonic() < end, expression
            time.sleep(0.02)

    def show(self) -> None:
        """Bring it to the front, which hides the other tabs of its window."""
        self.devtools.send("Target.activateTarget", self.target)
        self.wait_for("document.visibilityState == 'visible'")
