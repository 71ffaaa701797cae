"""A mail server that fails as it is told. It keeps the mails that it said yes to."""

import asyncio
import json
import random
import sys
from collections import Counter
from email import message_from_bytes

from aiosmtpd.smtp import SMTP

HOST = "127.0.0.1"
REFUSALS = {
    "421": "421 4.3.2 We are closing",
    "451": "451 4.3.0 Try again later",
    "550": "550 5.1.1 No such person",
}
FAULTS = [*REFUSALS, "hang", "drop"]
HANG = 3  # seconds, longer than the site waits


class PostOffice:
    def __init__(self):
        self.server, self.port, self.how_often = None, 0, 0.0
        self.kept, self.faults = [], Counter()
        self.in_flight, self.think_seconds = 0, 0.0

    async def open(self) -> int:
        """Listen, always at the same port; return it."""
        self.server = await asyncio.get_running_loop().create_server(
            lambda: SMTP(self, hostname="mail.storm.example"), HOST, self.port
        )
        self.port = self.server.sockets[0].getsockname()[1]
        return self.port

    async def close(self) -> None:
        """Refuse connections."""
        self.faults["refused"] += 1
        self.server.close()

    async def fail(self, how_often: float) -> None:
        """Fail this part of the mails, each in a way of its own."""
        self.how_often = how_often

    async def think(self, seconds: float) -> None:
        """Take this long over each mail before saying yes."""
        self.think_seconds = seconds

    async def report(self) -> dict:
        return {
            "kept": self.kept,
            "faults": self.faults,
            "in_flight": self.in_flight,
        }

    async def handle_RCPT(self, server, session, envelope, address, options):
        is_spared = random.random() >= self.how_often
        session.fault = None if is_spared else random.choice(FAULTS)
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
        self.in_flight += 1
        await asyncio.sleep(self.think_seconds)
        self.in_flight -= 1
        message = message_from_bytes(envelope.content)
        self.kept.append([message["Message-ID"], *envelope.rcpt_tos])
        return "250 OK"


async def main():
    office = PostOffice()
    while line := await asyncio.to_thread(sys.stdin.readline):
        told = json.loads(line)
        answer = await getattr(office, told.pop("do"))(**told)
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    asyncio.run(main())
