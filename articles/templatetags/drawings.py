from django import template

from ..drawings import all_drawings

register = template.Library()


@register.inclusion_tag("components/drawing.html")
def drawing(name, caption="", decorative=False):
    """The drawing of this name as a figure; nothing where there is none.

    It is `decorative` where the words beside it already say all that it shows.
    """
    return {
        "drawing": all_drawings().get(name),
        "caption": caption,
        "decorative": decorative,
    }
