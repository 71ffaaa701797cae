from django import template

from ..images import illustrations

register = template.Library()


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
