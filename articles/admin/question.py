from django.contrib import admin

from ..models import Question
from .deleting import KeptWhileUsedMixin
from .kept import KeptMixin
from .markdown import MarkdownAdminMixin
from .ordering import OrderedAdmin
from .search import SearchedMixin


@admin.register(Question)
class QuestionAdmin(
    KeptWhileUsedMixin, SearchedMixin, KeptMixin, MarkdownAdminMixin, OrderedAdmin
):
    list_display = ["question", "slug", "updated_at"]
    search_fields = ["question", "answer"]
    prepopulated_fields = {"slug": ["question"]}
