from django.contrib import admin

from ..models import Question
from .kept import KeptMixin
from .markdown import MarkdownAdminMixin
from .ordering import OrderedAdmin
from .search import SearchedMixin


@admin.register(Question)
class QuestionAdmin(SearchedMixin, KeptMixin, MarkdownAdminMixin, OrderedAdmin):
    list_display = ["question", "slug", "updated_at"]
    search_fields = ["question", "answer"]
    prepopulated_fields = {"slug": ["question"]}
