from django import template

from .. import drawings

register = template.Library()


@register.inclusion_tag("components/drawing.html")
def drawing(name, caption="", decorative=False):
    """The drawing of this name as a figure; nothing where there is none.

    It is `decorative` where the words beside it already say all that it shows.
    """
    return {
        "drawing": drawings.all_drawings().get(name),
        "caption": caption,
        "decorative": decorative,
    }


@register.simple_tag
def all_drawings():
    """Every drawing, by name."""
    return drawings.all_drawings().values()
