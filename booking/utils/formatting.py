"""Days, times and phone numbers in the words that visitors and staff read: in the spa's
zone, and as they are dialled there."""

from datetime import date, datetime

from django.contrib.humanize.templatetags.humanize import apnumber
from django.utils import timezone
from django.utils.text import get_text_list
from phonenumber_field.phonenumber import PhoneNumber

OWN_COUNTRY_CODE = 1


def spoken_day(day: date) -> str:
    """Saturday, March 6"""
    return f"{day:%A, %B} {day.day}"


def spoken_time(at: datetime) -> str:
    """10:00 AM CST, from an aware datetime"""
    local = timezone.localtime(at)
    return f"{local:%I:%M %p %Z}".removeprefix("0")


def spoken_instant(at: datetime) -> str:
    """Saturday, March 6, 2027 at 10:00 AM CST, from an aware datetime"""
    local = timezone.localtime(at)
    return f"{spoken_day(local)}, {local.year} at {spoken_time(at)}"


def spoken_span(days: int) -> str:
    """180 days (about six months); 45 days"""
    months = round(days / 30.4)
    if months < 2:
        return f"{days} days"
    return f"{days} days (about {apnumber(months)} months)"


def spoken_days(days: list[date]) -> str:
    """Friday, March 5, Saturday, March 6 and Monday, March 8"""
    return get_text_list([spoken_day(day) for day in days], "and")


def spoken_phone(phone: PhoneNumber | str) -> str:
    """(713) 555-0100, or +52 55 1234 5678 where the number is of another country"""
    is_own = phone and phone.country_code == OWN_COUNTRY_CODE
    return phone.as_national if is_own else str(phone)
