from django.contrib import admin

from ..models import Article
from .deleting import KeptOnceSeenMixin
from .kept import KeptMixin
from .markdown import MarkdownAdminMixin
from .ordering import OrderedAdmin
from .publishing import DraftFilter, PublishingMixin
from .publishing_acts import PublishingActsMixin
from .search import SearchedMixin


@admin.register(Article)
class ArticleAdmin(
    PublishingMixin,
    PublishingActsMixin,
    KeptOnceSeenMixin,
    SearchedMixin,
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
