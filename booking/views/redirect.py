from django.http import HttpResponseRedirect


class SeeOther(HttpResponseRedirect):
    """What was sent is done; the page to see is elsewhere."""

    status_code = 303
