from django import template

from articles import desk_cards as editors
from booking import desk_cards as front_desk
from knotcare import desk_cards as site

register = template.Library()


@register.simple_tag
def desk_cards(request) -> list[editors.Card]:
    """What waits for this person: trouble, then the front desk's, as somebody waits."""
    user = request.user
    return [*site.cards(request), *front_desk.cards(user), *editors.cards(user)]
