"""The plain text of our own HTML, by sections."""

from html.parser import HTMLParser
from typing import NamedTuple

# Passages of their own, or nothing to read.
LEFT_OUT_TAGS = {"thead"}
LEFT_OUT_CLASSES = {
    *("care-card", "relief-card", "relief-rows", "stretch"),
    *("source-note", "sources", "visually-hidden"),
}
LINES = {
    *("p", "li", "tr", "h2", "h3", "h4", "h5", "h6", "figcaption", "pre", "blockquote"),
    *("div", "ul", "ol", "table", "figure", "section"),
}
CELLS = {"td", "th"}
VOID = {"br", "hr", "img", "source"}


class Section(NamedTuple):
    """What stands under a second-level heading; before the first, `anchor` is empty.

    `text` has a line for each paragraph, list item and table row.
    """

    anchor: str
    heading: str
    text: str


def sections(html: str) -> list[Section]:
    reader = Reader()
    reader.feed(html)
    reader.close()
    reader.end_section()
    return reader.sections


def is_left_out(tag: str, classes: str) -> bool:
    return tag in LEFT_OUT_TAGS or not LEFT_OUT_CLASSES.isdisjoint(classes.split())


class Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.sections, self.lines, self.line = [], [], ""
        self.anchor = self.heading = ""
        self.depth = 0  # within something that is left out

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag in VOID:
            self.line += " "
        elif self.depth or is_left_out(tag, attributes.get("class") or ""):
            self.depth += 1
        elif tag in LINES:
            self.end_line()
            if tag == "h2":
                self.end_section()
                self.anchor = attributes.get("id") or ""

    def handle_endtag(self, tag):
        if self.depth:
            self.depth -= 1
        elif tag == "h2":
            self.heading, self.line = " ".join(self.line.split()), ""
        elif tag in LINES:
            self.end_line()
        elif tag in CELLS:
            self.line += " – "

    def handle_data(self, data):
        if not self.depth:
            self.line += data

    def end_line(self):
        if line := " ".join(self.line.split()).rstrip(" –"):
            self.lines.append(line)
        self.line = ""

    def end_section(self):
        self.end_line()
        text = "\n".join(self.lines)
        if self.heading or text:
            self.sections.append(Section(self.anchor, self.heading, text))
        self.lines, self.anchor, self.heading = [], "", ""
