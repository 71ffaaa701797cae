"""Pages beside a chapter's form: its preview, and two acts that ask once more."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.views.decorators.http import require_http_methods, require_safe

from ..models import Article
from ..models.draft import draft_of
from ..publishing import lifecycle
from ..utils.cache_headers import kept_private
from ..views.article import draft_page
from ..where_used import uses
from .mixins.delete_protection import links_to


@dataclass(frozen=True)
class Act:
    """An act that a page explains before a button does it."""

    name: str
    question: str
    button: str
    done: str
    perform: Callable[[Article], object]
    is_possible: Callable[[Article], bool]


ACTS = [
    Act(
        name="retire",
        question="Retire this chapter?",
        button="Retire it",
        done="Retired. Its address leads readers on, and you can publish it again.",
        perform=lifecycle.retire,
        is_possible=lambda article: article.status == Article.Status.PUBLISHED,
    ),
    Act(
        name="discard",
        question="Discard the draft?",
        button="Discard the draft",
        done="The draft is gone. The text that readers know is as it was.",
        perform=lifecycle.discard,
        is_possible=draft_of,
    ),
]


class PublishingActsMixin:
    def get_urls(self):
        views = {"preview": require_safe(self.preview_view)}
        views |= {act.name: self.view_of(act) for act in ACTS}
        return [
            *(
                path(
                    f"<int:pk>/{name}/",
                    self.admin_site.admin_view(view),
                    name=f"articles_article_{name}",
                )
                for name, view in views.items()
            ),
            *super().get_urls(),
        ]

    def preview_view(self, request, pk):
        """The draft as it will look, for people of the desk."""
        article = self.get_object(request, str(pk))
        if not self.has_view_permission(request, article):
            raise PermissionDenied
        if article is None:
            raise Http404
        return kept_private(draft_page(request, article))

    def view_of(self, act: Act) -> Callable:
        @require_http_methods(["GET", "HEAD", "POST"])
        def view(request, pk):
            article = self.get_object(request, str(pk))
            if not self.has_change_permission(request, article):
                raise PermissionDenied
            if article is None or not act.is_possible(article):
                raise Http404
            if request.method == "POST":
                return self.do(request, act, article)
            return self.ask(request, act, article)

        return view

    def ask(self, request, act: Act, article: Article):
        context = self.admin_site.each_context(request) | {
            "title": act.question,
            "opts": self.opts,
            "original": article,
            "act": act,
            "draft": draft_of(article),
            "uses": links_to(uses(article)),
        }
        return TemplateResponse(request, f"admin/articles/{act.name}.html", context)

    @transaction.atomic
    def do(self, request, act: Act, article: Article):
        act.perform(article)
        self.log_change(request, article, act.done)
        messages.success(request, act.done)
        return redirect("admin:articles_article_change", article.pk)
