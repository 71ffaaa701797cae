"""Nothing dies on the web: the places that a question had go on leading to it.

Those of chapters, which are drafts at first, are kept by `publishing`.
"""

from .models import FormerQuestionSlug, Question


def keep_place(row: Question, before: str) -> None:
    """Leave a way from the slug `before`, empty for a new question, to the saved `row`.

    A question that takes a place which once was another's has it from now on.
    """
    if before and before != row.slug:
        FormerQuestionSlug.objects.update_or_create(
            slug=before, defaults={"question": row}
        )
    FormerQuestionSlug.objects.filter(slug=row.slug).delete()
