from django import template

from booking import wording

register = template.Library()
register.filter("spoken_day", wording.spoken_day)
register.filter("spoken_span", wording.spoken_span)
register.filter("spoken_time", wording.spoken_time)
register.filter("spoken_instant", wording.spoken_instant)
register.filter("spoken_phone", wording.spoken_phone)
