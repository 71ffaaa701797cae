from django import template

from booking.utils import formatting

register = template.Library()
register.filter("spoken_day", formatting.spoken_day)
register.filter("spoken_span", formatting.spoken_span)
register.filter("spoken_time", formatting.spoken_time)
register.filter("spoken_instant", formatting.spoken_instant)
register.filter("spoken_phone", formatting.spoken_phone)
