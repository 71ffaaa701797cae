"""A mail server that fails as it is told. It keeps the mails that it said yes to."""

import asyncio
import json
import random
import sys
from collections import Counter
from email import message_from_bytes

from aiosmtpd.smtp import SMTP

from tests.ports import free_port

HOST = "127.0.0.1"
REFUSALS = {
    "421": "421 4.3.2 We are closing",
    "451": "451 4.3.0 Try again later",
    "550": "550 5.1.1 No such person",
}
FAULTS = [*REFUSALS, "hang", "drop"]
HANG = 3  # seconds, longer than the site waits


class Line(SMTP):
    """A connection that knows whether it was given up before our yes was heard."""

    def connection_lost(self, error):
        session = self.session
        if getattr(session, "is_kept", False) and not getattr(session, "has_quit", 0):
            self.event_handler.unheard += 1
        super().connection_lost(error)


class PostOffice:
    def __init__(self):
        self.server, self.port = None, free_port()
        self.how_often, self.ways = 0.0, FAULTS
        self.kept, self.letters, self.faults = [], [], Counter()
        self.in_flight, self.unheard = 0, 0
        self.is_open = asyncio.Event()
        self.is_open.set()

    async def open(self) -> int:
        """Listen, always at the same port; return it."""
        self.server = await asyncio.get_running_loop().create_server(
            lambda: Line(self, hostname="mail.storm.example"), HOST, self.port
        )
        return self.port

    async def close(self) -> None:
        """Refuse connections."""
        self.faults["refused"] += 1
        self.server.close()

    async def fail(self, how_often: float, ways: list[str] = FAULTS) -> None:
        """Fail this part of the mails, each in one of these ways."""
        self.how_often, self.ways = how_often, ways

    async def hold(self) -> None:
        """Say yes to no mail before the release."""
        self.is_open.clear()

    async def release(self) -> None:
        self.is_open.set()

    async def new_letters(self) -> list:
        """Recipient and text of each mail since the last time."""
        letters, self.letters = self.letters, []
        return letters

    async def report(self) -> dict:
        return {
            "kept": self.kept,
            "faults": self.faults,
            "in_flight": self.in_flight,
            "unheard": self.unheard,
        }

    async def handle_RCPT(self, server, session, envelope, address, options):
        is_spared = random.random() >= self.how_often
        session.fault = None if is_spared else random.choice(self.ways)
        self.faults.update(filter(None, [session.fault]))
        if session.fault not in REFUSALS:
            envelope.rcpt_tos.append(address)
        return REFUSALS.get(session.fault, "250 OK")

    async def handle_DATA(self, server, session, envelope):
        if session.fault == "hang":
            await asyncio.sleep(HANG)
        if session.fault:
            server.transport.abort()
            return "451 Too late"
        message = message_from_bytes(envelope.content)
        self.kept.append([message["Message-ID"], *envelope.rcpt_tos])
        self.letters.append([*envelope.rcpt_tos, plain_text(message)])
        session.is_kept = True
        self.in_flight += 1
        try:  # who hangs up ends the wait, but the mail is kept
            await self.is_open.wait()
        finally:
            self.in_flight -= 1
        return "250 OK"

    async def handle_QUIT(self, server, session, envelope):
        session.has_quit = True
        return "221 Bye"


def plain_text(message) -> str:
    parts = [part for part in message.walk() if part.get_content_type() == "text/plain"]
    return "".join(part.get_payload(decode=True).decode() for part in parts)


async def main():
    office = PostOffice()
    while line := await asyncio.to_thread(sys.stdin.readline):
        told = json.loads(line)
        answer = await getattr(office, told.pop("do"))(**told)
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    asyncio.run(main())
