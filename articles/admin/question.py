from django.contrib import admin, messages

from ..models import FormerQuestionSlug, Question
from ..publishing.redirects import redirect_former_slugs
from .mixins.delete_protection import KeptWhileUsedMixin
from .mixins.history import KeptMixin
from .mixins.markdown_editor import MarkdownAdminMixin
from .mixins.ordering import OrderedAdmin


@admin.register(Question)
class QuestionAdmin(KeptWhileUsedMixin, KeptMixin, MarkdownAdminMixin, OrderedAdmin):
    list_display = ["question", "slug", "updated_at"]
    search_fields = ["question", "answer"]
    prepopulated_fields = {"slug": ["question"]}

    def save_model(self, request, obj, form, change):
        before = Question.objects.filter(pk=obj.pk).first()
        tell_of_places(request, obj, before)
        super().save_model(request, obj, form, change)
        redirect_former_slugs(obj, before.slug if before else "")


def tell_of_places(request, row: Question, before: Question | None) -> None:
    """Say what a new slug does to the places that readers know."""
    taken = FormerQuestionSlug.objects.filter(slug=row.slug).exclude(question=row.pk)
    if before and before.slug != row.slug:
        old = before.get_absolute_url()
        messages.info(request, f"The old address {old} leads here from now on.")
    if former := taken.first():
        messages.warning(
            request,
            f"{row.get_absolute_url()} led to “{former.question}” so far. It is this "
            "question’s own from now on.",
        )
