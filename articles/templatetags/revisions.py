from django import template

from ..revisions import recorded_fields

register = template.Library()
register.filter("spoken_moment", recorded_fields.spoken_moment)
register.filter("who_made", recorded_fields.who_made)
