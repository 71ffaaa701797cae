"""What an editor can type: CommonMark, tables, and the guide's few extensions.

    ::: tip Optional title     a call-out, closed by a line of three colons
    {care-card call-911}       a row of the guide, alone on its line
    {drawing wall-ball: Lean}  a drawing, alone on its line, and its caption
    {hold neck}                a row's amount, within a sentence
    [^safiri-2020]             a source, cited

Raw HTML is shown as text.
"""

import re
from collections.abc import Iterator
from importlib import import_module

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.container import container_plugin

from .shortcodes import AMOUNTS, CARDS, Reference

# Empty ones, by which short rows are filled up. (The package has a function of this name.)
import_module("markdown_it.rules_block.table").MAX_AUTOCOMPLETED_CELLS = 1_000

CALLOUTS = {
    "tip": "Tip",
    "takeaway": "Key takeaway",
    "warning": "Warning",
    "red-flag": "Red flag",
}
MAX_ROWS = 100  # of the guide, shown in a text: what some letters bring can be long
NAMED = r"\{([a-z-]+)(?: ([a-z0-9-]+))?"
REFERENCE = re.compile(NAMED + r"\}")
CARD = re.compile(NAMED + r"(?::(.*))?\}")
CITATION = re.compile(r"\[\^([a-z0-9-]+)\]")


def parser(raw_html: bool = False) -> MarkdownIt:
    """A parser of the guide's Markdown; `raw_html` is for the CommonMark tests."""
    markdown = MarkdownIt("commonmark", {"html": raw_html}).enable("table")
    markdown.use(
        container_plugin, "callout", validate=is_callout, render=render_callout
    )
    markdown.block.ruler.before("paragraph", "card", card, {"alt": ["paragraph"]})
    markdown.inline.ruler.before("link", "amount", amount)
    markdown.inline.ruler.before("link", "citation", citation)
    markdown.inline.add_terminator_char("{")
    for token_type in ("card", "amount"):
        markdown.add_render_rule(token_type, render_reference)
    markdown.add_render_rule("citation", render_citation)
    markdown.add_render_rule("image", render_picture)
    markdown.add_render_rule("table_open", render_table)
    markdown.add_render_rule("table_close", render_table)
    # The first text makes it gather its rules, which two threads must not do at once.
    markdown.parse("a")
    return markdown


def walk(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from walk(token.children or [])


# The rules: each looks at one place of the text and says whether it is its own.


def is_callout(parameters: str, _markup: str) -> bool:
    kind, _title = kind_and_title(parameters)
    return kind in CALLOUTS


def kind_and_title(parameters: str) -> tuple[str, str]:
    """The first word of a call-out's opening line, and the rest of it."""
    kind, title, *_ = [*parameters.split(maxsplit=1), "", ""]
    return kind, title.strip()


def card(state: StateBlock, line: int, _end_line: int, silent: bool) -> bool:
    if state.is_code_block(line):
        return False
    start = state.bMarks[line] + state.tShift[line]
    match = CARD.fullmatch(state.src[start : state.eMarks[line]].rstrip())
    if not match or match[1] not in CARDS:
        return False
    kind, slug, caption = match[1], match[2] or "", (match[3] or "").strip()
    if caption and not CARDS[kind].captioned:
        return False
    if not silent:
        token = state.push("card", "", 0)
        token.meta["reference"] = Reference(kind, slug, caption)
        token.map = [line, line + 1]
        state.line = line + 1
    return True


def amount(state: StateInline, silent: bool) -> bool:
    match = REFERENCE.match(state.src, state.pos, state.posMax)
    if not match or match[1] not in AMOUNTS:
        return False
    if not silent:
        token = state.push("amount", "", 0)
        token.meta["reference"] = Reference(match[1], match[2] or "")
    state.pos = match.end()
    return True


def citation(state: StateInline, silent: bool) -> bool:
    match = CITATION.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        state.push("citation", "", 0).meta["source"] = match[1]
    state.pos = match.end()
    return True


# How the extensions are written as HTML; `env` holds what was looked up.


def render_callout(_renderer, tokens, index, _options, _env) -> str:
    if tokens[index].nesting != 1:
        return "</div>\n"
    kind, title = kind_and_title(tokens[index].info)
    heading = label = CALLOUTS[kind]
    if title:
        heading = f'<span class="visually-hidden">{label}: </span>{escapeHtml(title)}'
    return (
        f'<div class="callout callout--{kind}" role="note">\n'
        f'<p class="callout__title">{heading}</p>\n'
    )


def render_reference(_renderer, tokens, index, _options, env) -> str:
    reference = tokens[index].meta["reference"]
    env["shown"] = env.get("shown", 0) + 1
    if env["shown"] > MAX_ROWS:
        return ""
    return env["references"].get(reference) or missing(str(reference))


def render_citation(_renderer, tokens, index, _options, env) -> str:
    slug, prefix = tokens[index].meta["source"], env["prefix"]
    number = env["source_numbers"].get(slug)
    if number is None:
        return missing(f"[^{slug}]")
    return (
        f'<sup class="source-note"><a href="#{prefix}source-{slug}">'
        f'<span class="visually-hidden">Source </span>{number}</a></sup>'
    )


def render_picture(renderer, tokens, index, options, env) -> str:
    img = renderer.image(tokens, index, options, env)
    better = tokens[index].meta.get("better_source")
    if not better:
        return img
    source = renderer.renderAttrs(Token("source", "source", 0, attrs=better))
    return f"<picture><source{source}>{img}</picture>"


def render_table(_renderer, tokens, index, _options, _env) -> str:
    """A table scrolls by itself where it is wider than the page (WCAG 1.4.10)."""
    if tokens[index].nesting != 1:
        return "</table>\n</div>\n"
    return '<div class="table-scroll" role="group" tabindex="0" aria-label="Table">\n<table>\n'


def missing(text: str) -> str:
    return f'<strong class="missing">Missing: {escapeHtml(text)}</strong>'
