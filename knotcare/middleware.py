import codecs

from django.core.exceptions import BadRequest


def only_utf8(get_response):
    """Refuse what says it is written in another charset, as browsers never send it.

    Django would decode by it, and fail where Python's codec is none for text (“hex”).
    """

    def middleware(request):
        if request.encoding and codecs.lookup(request.encoding).name != "utf-8":
            raise BadRequest("Only UTF-8 is read.")
        return get_response(request)

    return middleware
