"""Readers, editors, visitors and the front desk at once, while processes are killed."""

import random
import re
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import count, cycle

from .keeper import Keeper
from .line import Line
from .processes import Process
from .readers_and_editors import PASSWORD, Editor, Ledger, Reader
from .visitors import NoAnswer
from .visitors_and_desk import Asker, Correspondent
from .whole_site import WholeSite

READERS, VISITORS, EDITORS = 4, 3, {"ana": "summary", "ben": "answer"}
OTHER_PAGES = ["/guide/", "/feed.xml", "/knotcare-guide.html", "/desk-card.html"]


class MixedLoad:
    def __init__(self, site: WholeSite, witness: Process):
        self.site, self.witness, self.keeper = site, witness, Keeper(site)
        self.ledger, self.is_over, self.first = Ledger(), threading.Event(), {}
        self.numbers, self.lines, self.askers = count(), [], []
        self.desk = Correspondent(self.line())
        self.readers = [self.reader() for _ in range(READERS)]
        self.texts = {
            name: [
                (f"{name}{number}", field, url)
                for number, url in enumerate(witness.ask("texts", field=field))
            ]
            for name, field in EDITORS.items()
        }
        self.editors = [self.editor(name) for name in EDITORS]
        self.paths = self.read_all()

    def line(self) -> Line:
        line = Line(self.site.port, next(self.numbers))
        self.lines.append(line)
        return line

    def reader(self) -> Reader:
        return Reader(self.line(), self.ledger, self.first)

    def editor(self, name: str) -> Editor:
        """Someone who has signed in, and saved each text once."""
        self.witness.ask("hire", name=name, password=PASSWORD)
        editor = Editor(self.line(), self.ledger, name)
        editor.sign_in()
        for text in self.texts[name]:
            editor.save(*text)
        return editor

    def read_all(self) -> list[str]:
        """Read every public page; return their addresses."""
        reader = self.reader()
        listed = re.findall(r"<loc>https?://[^/]+([^<]+)", reader.read("/sitemap.xml"))
        paths = [path for path in listed if path != "/book/"] + OTHER_PAGES
        for path in paths:
            reader.read(path)
        return paths

    def run(self, seconds: float) -> None:
        deeds = [
            *(self.browsing(reader) for reader in self.readers),
            *(self.editing(editor) for editor in self.editors),
            *[self.ask_for_a_session] * VISITORS,
            self.answer_letters,
            lambda: self.keeper.kill_next(self.is_over),
        ]
        with ThreadPoolExecutor(len(deeds)) as pool:
            doing = [pool.submit(self.repeat, deed) for deed in deeds]
            self.is_over.wait(seconds)
            self.is_over.set()
        for each in doing:
            each.result()

    def repeat(self, deed) -> None:
        try:
            while not self.is_over.is_set():
                with suppress(NoAnswer):
                    deed()
                self.is_over.wait(random.uniform(0.1, 0.3))
        finally:  # also where something was wrong
            self.is_over.set()

    def browsing(self, reader: Reader):
        return lambda: [reader.read(random.choice(self.paths)) for _ in range(10)]

    def editing(self, editor: Editor):
        texts = cycle(self.texts[editor.name])
        return lambda: editor.save(*next(texts))

    def ask_for_a_session(self) -> None:
        asker = Asker(self.line())
        asker.open_form()
        self.askers.append(asker)
        asker.page = asker.send_until_answered().partition("?")[0]
        asker.line.close()

    def answer_letters(self) -> None:
        for to, letter in self.site.office.ask("new_letters"):
            self.desk.open(to, letter)

    def close(self) -> None:
        for line in self.lines:
            line.close()
