"""Who may do what in the admin. The set-up makes these groups, and makes them so again:
for other rights, make a group of your own."""

from django.contrib.auth.models import Group, Permission

from articles.monthly_editor_mail import EDITORS

ANY = ("view", "add", "change", "delete")

FRONT_DESK = {
    "bookingrequest": ANY,  # deleting: at a person's own wish, on a page made for it
    "wish": ("view",),
    "historyentry": ("view",),
    "outboxmail": ("view", "change"),
    "tally": ("view",),
    "spa": ("view", "add", "change"),
    "service": ANY,
    "openinghours": ANY,
    "specialhours": ANY,
    "closure": ANY,
}


def create_roles() -> None:
    """The front desk has the requests and the spa, the editors have the guide."""
    names = [f"{act}_{model}" for model, acts in FRONT_DESK.items() for act in acts]
    set_rights("Front desk", "booking", codename__in=names)
    set_rights(EDITORS, "articles")


def set_rights(name: str, app: str, **which) -> None:
    group, _ = Group.objects.get_or_create(name=name)
    rights = Permission.objects.filter(content_type__app_label=app, **which)
    group.permissions.set(rights)
