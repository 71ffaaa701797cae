"""The parser, as the site configures it, follows CommonMark 0.31.2 to the letter."""

import re
from pathlib import Path

import html5lib

from articles.markdown.syntax import parser

SPECIFICATION = Path(__file__).parents[2] / "data" / "commonmark-0.31.2.txt"
EXAMPLE = re.compile(r"^`{32} example\n(.*?)^\.\n(.*?)^`{32}$", re.M | re.S)


def test_every_example_of_the_specification_comes_out_as_specified(subtests):
    specification = SPECIFICATION.read_text(encoding="utf-8").replace("→", "\t")
    examples = EXAMPLE.findall(specification)
    parse = parser(raw_html=True)

    assert len(examples) == 652
    for number, (markdown, html) in enumerate(examples, start=1):
        with subtests.test(example=number, markdown=markdown):
            assert normalised(parse.render(markdown)) == normalised(html)


def normalised(html: str) -> str:
    """`html` as a browser would understand it, without space between blocks."""
    tree = html5lib.parseFragment(html, treebuilder="etree")
    text = html5lib.serialize(
        tree,
        tree="etree",
        omit_optional_tags=False,
        quote_attr_values="always",
        alphabetical_attributes=True,
        resolve_entities=False,
    )
    return re.sub(
        r"\s*(</?(?:p|li|ul|ol|blockquote|h\d|hr|pre|table|div)\b[^>]*>)\s*",
        r"\1",
        text,
    )
