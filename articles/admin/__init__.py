"""The editors' desk: the guide in Django admin."""

from django.contrib import admin
from django.db.models import URLField

from ..models import CareCard, Dose, Source
from .article import ArticleAdmin
from .body_area import BodyAreaAdmin, StretchAdmin
from .image import UploadedPictureAdmin
from .mixins.content_checks import ChecksMixin
from .mixins.delete_protection import KeptWhileUsedMixin
from .mixins.fixed_slug import FixedSlugMixin
from .mixins.ordering import OrderedAdmin
from .question import QuestionAdmin

__all__ = [
    "ArticleAdmin",
    "BodyAreaAdmin",
    "QuestionAdmin",
    "StretchAdmin",
    "UploadedPictureAdmin",
]


@admin.register(CareCard)
class CareCardAdmin(KeptWhileUsedMixin, FixedSlugMixin, ChecksMixin, OrderedAdmin):
    list_display = ["heading", "level", "slug"]
    search_fields = ["heading", "bullets"]


@admin.register(Dose)
class DoseAdmin(KeptWhileUsedMixin, FixedSlugMixin, ChecksMixin):
    list_display = ["name", "how_long", "detail", "slug"]
    prepopulated_fields = {"slug": ["name"]}

    def how_long(self, dose):
        return dose.spoken


@admin.register(Source)
class SourceAdmin(KeptWhileUsedMixin, FixedSlugMixin, admin.ModelAdmin):
    formfield_overrides = {URLField: {"assume_scheme": "https"}}
    list_display = ["slug", "citation", "url"]
    search_fields = ["slug", "citation"]
