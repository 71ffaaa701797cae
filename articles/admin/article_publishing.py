"""The life of a chapter on the editors' desk: its buttons, and what they tell."""

from django.conf import settings
from django.contrib import admin, messages
from django.shortcuts import redirect
from django.utils.dateformat import format as dated
from django.utils.html import format_html
from django.utils.timezone import localtime

from ..models import Article, FormerSlug
from ..models.draft import appears_at, as_edited, draft_of, end_sharing, share, to_come
from .article_form import END_SHARING, KEEP, PUBLISH, SCHEDULE, SHARE, PublishingForm

Status = Article.Status


class DraftFilter(admin.SimpleListFilter):
    title = "draft beside it"
    parameter_name = "draft"

    def lookups(self, request, model_admin):
        return [("yes", "Yes"), ("no", "No")]

    def queryset(self, request, queryset):
        if self.value() in ("yes", "no"):
            return queryset.filter(draft__isnull=self.value() == "no")
        return queryset


class PublishingMixin:
    form = PublishingForm
    acts = {KEEP: "as a draft", SCHEDULE: "as scheduled", PUBLISH: "and publish now"}

    class Media:
        css = {"all": ["css/admin/publishing.css"]}
        js = ["js/admin/copy-link.js"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("draft__saved_by")

    @admin.display(description="status", ordering="status")
    def standing(self, article):
        """The status in words, with the draft beside it and when what is to come does."""
        words = article.get_status_display()
        if draft_of(article):
            words += " + draft"
        if at := appears_at(article):
            words += f", appears {spoken(at)}"
        return words

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        may_save = obj is None or self.has_change_permission(request, obj)
        context |= {
            "standing": how_it_stands(obj) if obj else {},
            "buttons": buttons(obj) if may_save else [],
        }
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def checks(self, article):
        return super().checks(as_edited(article))

    checks.short_description = "Checks"

    def save_model(self, request, obj, form, change):
        self.tell_of_addresses(request, obj, form)
        row = form.perform(by=request.user)
        obj.pk, obj.order = row.pk, row.order
        if SHARE in request.POST:
            share(row)
        elif END_SHARING in request.POST:
            end_sharing(row)

    def tell_of_addresses(self, request, obj, form):
        """Say what a new slug does to the addresses that readers know."""
        before = Article.objects.filter(pk=obj.pk).first()
        taken = FormerSlug.objects.filter(slug=obj.slug).exclude(article=obj.pk).first()
        when = "from now on" if form.act == PUBLISH else "once readers see this text"
        if before and before.was_public and before.slug != obj.slug:
            old = before.get_absolute_url()
            messages.info(request, f"The old address {old} leads here {when}.")
        if taken:
            messages.warning(
                request,
                f"{obj.get_absolute_url()} leads to “{taken.article}” so far. It will be "
                f"this chapter’s own {when}.",
            )

    def button_for(self, request, held):
        """The one that was pressed, unless another editor chose a time or took it back:
        that stays so."""
        pressed = super().button_for(request, held)
        if not held.is_rescheduled:
            return pressed
        if held.theirs["appears_at"]:
            return SCHEDULE
        return KEEP if pressed == SCHEDULE else pressed

    def response_add(self, request, obj, post_url_continue=None):
        return self.response_change(request, obj)

    def response_change(self, request, obj):
        """Stay on the page, as a word processor does, and say what readers see."""
        row = self.get_queryset(request).get(pk=obj.pk)
        messages.success(request, told(row))
        if "_addanother" in request.POST:
            return redirect("admin:articles_article_add")
        return redirect("admin:articles_article_change", row.pk)


def how_it_stands(article: Article) -> dict:
    """What the page says of a chapter before its form."""
    link = article.preview_links.live().first()
    return {
        "draft": draft_of(article),
        "appears_at": appears_at(article),
        "to_come": to_come(article),
        "link": link,
        "link_url": settings.SITE_URL + link.get_absolute_url() if link else "",
    }


def buttons(article: Article | None) -> list[tuple[str, str]]:
    """The names and words of the buttons of a chapter's form. The first, which Enter
    presses, shows nothing new to readers."""
    known = article is not None and article.was_public
    is_retired = article is not None and article.status == Status.RETIRED
    keep = (KEEP, "Keep as draft" if known else "Save draft")
    publish = (PUBLISH, "Publish again" if is_retired else "Publish now")
    if article and appears_at(article):
        return [(SCHEDULE, "Save as scheduled"), keep, publish]
    return [keep, (SCHEDULE, "Schedule"), publish]


def told(article: Article):
    """What readers see after an act, in a sentence or two."""
    draft, at = draft_of(article), appears_at(article)
    if at:
        return f"Saved. Readers see this text from {spoken(at)}."
    if draft and article.status == Status.PUBLISHED:
        seen = spoken(article.updated_at)
        return f"Kept as a draft. Readers still see the text of {seen}."
    if article.status == Status.PUBLISHED:
        address = article.get_absolute_url()
        return format_html(
            'Published. Readers see it now: <a href="{}">{}</a>', address, address
        )
    return "The draft is saved. Readers don’t see it."


def spoken(at) -> str:
    return dated(localtime(at), "F j, Y, g:i A T")
