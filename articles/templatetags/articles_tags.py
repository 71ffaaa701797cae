"""What the templates of the guide ask for: illustrations, stylesheets as text, JSON-LD,
and the words of a revision."""

import json

from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from ..images import illustrations
from ..revisions import recorded_fields
from ..utils.standalone_html import stylesheet

register = template.Library()
register.filter("spoken_moment", recorded_fields.spoken_moment)
register.filter("who_made", recorded_fields.who_made)

# Within a script no character of the data may end it or begin a comment.
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.inclusion_tag("components/relief/drawing.html")
def drawing(name, caption="", decorative=False):
    """The drawing of this name as a figure; nothing where there is none.

    It is `decorative` where the words beside it already say all that it shows.
    """
    return {
        "drawing": illustrations.all_drawings().get(name),
        "caption": caption,
        "decorative": decorative,
    }


@register.simple_tag
def all_drawings():
    """Every drawing, by name."""
    return illustrations.all_drawings().values()


@register.simple_tag
def inline_stylesheets(*paths):
    """The text of stylesheets that ship with the code, for a style element."""
    return mark_safe("".join(map(stylesheet, paths)))  # noqa: S308


@register.simple_tag
def json_ld(data):
    """A script element with `data`, for search engines."""
    text = json.dumps(data, ensure_ascii=False).translate(ESCAPES)
    return format_html(
        '<script type="application/ld+json">{}</script>',
        mark_safe(text),  # noqa: S308
    )
