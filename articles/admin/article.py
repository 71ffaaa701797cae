from django.contrib import admin
from django.utils import timezone

from ..checks.rows import FOR_READERS
from ..models import Article
from .kept import KeptMixin
from .markdown import MarkdownAdminMixin, MarkdownForm
from .ordering import OrderedAdmin
from .search import SearchedMixin


class ArticleForm(MarkdownForm):
    def clean(self):
        super().clean()
        data = self.cleaned_data
        if data.get("status") == Article.Status.PUBLISHED:
            data["published_at"] = data.get("published_at") or timezone.now()
            if data["published_at"] > timezone.now():
                self.add_error("status", "This day is still to come: choose Scheduled.")
        return data

    def is_for_readers(self):
        return self.cleaned_data.get("status") in FOR_READERS


@admin.register(Article)
class ArticleAdmin(SearchedMixin, KeptMixin, MarkdownAdminMixin, OrderedAdmin):
    form = ArticleForm
    list_display = ["title", "status", "updated_at", "last_reviewed_on", "reviewed_by"]
    list_filter = ["status"]
    search_fields = ["title", "summary", "body"]
    prepopulated_fields = {"slug": ["title"]}
    fieldsets = [
        (None, {"fields": ["title", "slug", "summary", "body"]}),
        ("Publishing", {"fields": ["status", "published_at"]}),
        ("Review", {"fields": ["last_reviewed_on", "reviewed_by"]}),
    ]

    def get_view_on_site_url(self, obj=None):
        return super().get_view_on_site_url(obj) if obj and obj.is_public else None
