from django import template

from articles import dashboard as editors
from booking import dashboard as front_desk
from knotcare.admin import dashboard as site

register = template.Library()


@register.simple_tag
def desk_cards(request) -> list[editors.Card]:
    """What waits for this person: trouble, then the front desk's, as somebody waits."""
    user = request.user
    return [*site.cards(request), *front_desk.cards(user), *editors.cards(user)]
