"""The plain text of an editor's Markdown, by sections, read from the parser's tokens."""

import re
from typing import NamedTuple

from markdown_it.token import Token

from ..markdown.renderer import Text, keep_last_used
from ..markdown.shortcodes import Reference
from ..markdown.syntax import CALLOUTS, kind_and_title
from ..markdown.transforms import finish

# Around the name of a row whose words are put in later: nobody else may write them.
ROW_START, ROW_END = "\ue002", "\ue003"
ROW = re.compile(f"{ROW_START}(.*?){ROW_END}")
NO_ROWS = str.maketrans("", "", ROW_START + ROW_END)
# What is a passage of its own, or a whole table of them.
LEFT_OUT = {"care-card", "relief", "relief-table", "stretch"}
ENDS_OF_LINES = {"paragraph_close", "heading_close", "tr_close"}


class Section(NamedTuple):
    """What stands under a second-level heading; before the first, `anchor` is empty.

    `text` has a line for each paragraph, list item and table row.
    """

    anchor: str
    heading: str
    text: str


class Sections(NamedTuple):
    """A text in sections, and each row that it names with the anchor of its section.

    `size` is how many characters are kept with it."""

    sections: tuple[Section, ...]
    rows: tuple[tuple[Reference, str], ...]
    size: int


@keep_last_used()
def sections_of(text: Text) -> Sections:
    finish(text.tokens)
    reader = Reader()
    for token in text.tokens:
        reader.read(token)
    reader.end_section()
    return Sections(tuple(reader.sections), tuple(reader.rows), len(text.text))


class Reader:
    def __init__(self):
        self.sections, self.rows, self.lines, self.line = [], [], [], ""
        self.anchor = self.heading = ""
        self.is_heading = False  # whether a section's heading comes next
        self.is_in_head = False  # of a table, whose words tell nothing

    def read(self, token: Token) -> None:
        if token.type in ("thead_open", "thead_close"):
            self.is_in_head = token.nesting == 1
        elif token.type == "heading_open" and token.tag == "h2":
            self.end_section()
            self.anchor, self.is_heading = str(token.attrs["id"]), True
        elif token.type == "inline" and self.is_heading:
            self.heading = " ".join(self.words(token).split())
            self.is_heading = False
        elif token.type == "inline" and not self.is_in_head:
            self.line += self.words(token)
        elif token.type == "td_close":
            self.line += " – "
        elif token.type in ENDS_OF_LINES:
            self.end_line()
        else:
            self.read_block(token)

    def read_block(self, token: Token) -> None:
        if token.type in ("fence", "code_block"):
            self.add_line(token.content.translate(NO_ROWS))
        elif token.type == "container_callout_open":
            kind, title = kind_and_title(token.info)
            self.add_line(title.translate(NO_ROWS) or CALLOUTS[kind])
        elif "reference" in token.meta:
            self.add_line(self.row(token))

    def words(self, inline: Token) -> str:
        """What a reader sees of an inline token."""
        words = ""
        for token in inline.children:
            if token.type in ("text", "code_inline", "text_special"):
                words += token.content.translate(NO_ROWS)
            elif token.type in ("softbreak", "hardbreak", "image"):
                words += " "
            elif "reference" in token.meta:
                words += self.row(token)
        return words

    def row(self, token: Token) -> str:
        """The place of a row's words, if they belong to this text."""
        reference = token.meta["reference"]
        self.rows.append((reference, self.anchor))
        is_left_out = reference.kind in LEFT_OUT
        return "" if is_left_out else f"{ROW_START}{reference}{ROW_END}"

    def add_line(self, text: str) -> None:
        self.end_line()
        self.line = text
        self.end_line()

    def end_line(self) -> None:
        if line := " ".join(self.line.split()).rstrip(" –"):
            self.lines.append(line)
        self.line = ""

    def end_section(self) -> None:
        self.end_line()
        text = "\n".join(self.lines)
        if self.heading or text:
            self.sections.append(Section(self.anchor, self.heading, text))
        self.lines, self.anchor, self.heading = [], "", ""
