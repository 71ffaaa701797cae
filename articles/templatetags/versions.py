from django import template

from .. import versions

register = template.Library()
register.filter("spoken_moment", versions.spoken_moment)
register.filter("who_made", versions.who_made)
