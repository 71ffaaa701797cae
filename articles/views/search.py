"""The page on which readers search the guide."""

from django.views.generic import TemplateView

from ..models import BodyArea, Question
from ..search import MOST_CHARACTERS, current, search, typed

MOST_RESULTS = 20


class Search(TemplateView):
    template_name = "articles/search.html"

    def get_context_data(self, **kwargs):
        words = self.request.GET.get("q", "")
        asked = typed(words)
        return super().get_context_data(
            asked=asked,
            is_cut=len(words.strip()) > MOST_CHARACTERS,
            found=search(asked, MOST_RESULTS),
            most_results=MOST_RESULTS,
            areas=BodyArea.objects.with_relief(),
            questions=Question.objects.all(),
            warnings=current.index().warnings,
            **kwargs,
        )
