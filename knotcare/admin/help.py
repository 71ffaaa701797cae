"""The first day at the desk: two pages of the admin, one for each role."""

from django.contrib import admin
from django.contrib.auth.decorators import permission_required
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from articles.models import Article, BodyArea, Question
from booking.models import BookingRequest


@require_safe
@permission_required("articles.change_article", raise_exception=True)
def editors(request):
    rows = {
        "chapter": Article.objects.published().first(),
        "draft": Article.objects.filter(status=Article.Status.DRAFT).first(),
        "question": Question.objects.first(),
        "area": BodyArea.objects.first(),
    }
    return page(request, "Your first day", "admin/knotcare/help/editors.html", rows)


@require_safe
@permission_required("booking.change_bookingrequest", raise_exception=True)
def front_desk(request):
    rows = {"waiting": BookingRequest.objects.waiting().first()}
    title = "Your first day at the desk"
    return page(request, title, "admin/knotcare/help/front_desk.html", rows)


def page(request, title: str, template: str, rows: dict) -> TemplateResponse:
    context = admin.site.each_context(request) | {"title": title} | rows
    return TemplateResponse(request, template, context)
