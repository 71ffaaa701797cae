from articles.publishing.lifecycle import publish_due

# Pages that show no chapter.
WITHOUT_CHAPTERS = {
    *("relief", "relief_area", "desk_card", "media"),
    *("healthz", "readyz", "robots", "security_txt"),
}


class PublishOnTimeMiddleware:
    """Brings out what is due before a page is answered, so that a scheduled text appears
    to the minute where no worker runs, and even if one does."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, *view):
        if shows_chapters(request.resolver_match):
            publish_due()


def shows_chapters(match) -> bool:
    """Whether a page may show a chapter; the spa's own pages, also in the admin, don't."""
    name = match.url_name or ""
    is_of_the_spa = match.namespace == "booking" or name.startswith("booking_")
    return not is_of_the_spa and name not in WITHOUT_CHAPTERS
