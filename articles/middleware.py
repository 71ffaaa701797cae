from .publishing import publish_due

# Pages that show no chapter.
WITHOUT_CHAPTERS = {"relief", "relief_area", "desk_card", "media", "healthz", "robots"}


class PublishOnTime:
    """Brings out what is due before a page is answered, so that a scheduled text appears
    to the minute where no worker runs, and even if one does."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, *view):
        if request.resolver_match.url_name not in WITHOUT_CHAPTERS:
            publish_due()
