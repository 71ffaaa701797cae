"""An insider who hires the editors, and knows what became of texts and requests."""

from . import insider  # first: it sets Django up

# ruff: isort: split
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from articles.models import Article, Question
from articles.revisions.recorded_fields import values_at, versions_of
from booking.models import BookingRequest
from knotcare.auth.roles import create_roles
from tests.desk import admin_url

MODELS = {"summary": Article, "answer": Question}


def hire(name: str, password: str) -> None:
    """Let someone of this name sign in as an editor."""
    create_roles()
    editor = get_user_model().objects.create_user(
        name, password=password, is_staff=True
    )
    editor.groups.add(Group.objects.get(name="Editors"))


def texts(field: str) -> list[str]:
    """The admin pages of the first two texts that have this field."""
    model = MODELS[field]
    return [admin_url(model, "change", row.pk) for row in model.objects.all()[:2]]


def versions(field: str, url: str) -> list[str]:
    """What the field of a text said in each version, the newest first."""
    pk = int(url.split("/")[-3])
    return [values_at(version)[field] for version in versions_of(MODELS[field], pk)]


def lives_by_page() -> dict[str, list]:
    """The acts of each request, and the desk's page for it, by the visitor's page."""
    lives = {}
    for request in BookingRequest.objects.all():
        desk, visitor = (
            request.links.get(purpose=who).get_absolute_url()
            for who in ("desk", "visitor")
        )
        acts = request.history.order_by("sequence")
        lives[visitor] = [list(acts.values_list("action", flat=True)), desk]
    return lives


insider.DEEDS |= {
    deed.__name__: deed for deed in (hire, texts, versions, lives_by_page)
}

if __name__ == "__main__":
    insider.main()
