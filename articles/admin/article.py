from django.contrib import admin

from ..models import Article
from .article_actions import PublishingActsMixin
from .article_publishing import DraftFilter, PublishingMixin
from .mixins.delete_protection import KeptOnceSeenMixin
from .mixins.history import KeptMixin
from .mixins.markdown_editor import MarkdownAdminMixin
from .mixins.ordering import OrderedAdmin


@admin.register(Article)
class ArticleAdmin(
    PublishingMixin,
    PublishingActsMixin,
    KeptOnceSeenMixin,
    KeptMixin,
    MarkdownAdminMixin,
    OrderedAdmin,
):
    list_display = [
        "title",
        "standing",
        "updated_at",
        "last_reviewed_on",
        "reviewed_by",
    ]
    list_filter = ["status", DraftFilter]
    search_fields = ["title", "summary", "body"]
    prepopulated_fields = {"slug": ["title"]}
    fieldsets = [
        (None, {"fields": ["title", "slug", "summary", "appears_at", "body"]}),
        ("Review", {"fields": ["last_reviewed_on", "reviewed_by"]}),
    ]

    def get_view_on_site_url(self, obj=None):
        return super().get_view_on_site_url(obj) if obj and obj.is_public else None
