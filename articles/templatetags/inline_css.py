from django import template
from django.utils.safestring import mark_safe

from ..utils.standalone_html import stylesheet

register = template.Library()


@register.simple_tag
def inline_stylesheets(*paths):
    """The text of stylesheets that ship with the code, for a style element."""
    return mark_safe("".join(map(stylesheet, paths)))  # noqa: S308
