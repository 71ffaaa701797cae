from django import template

from articles import desk_cards as editors
from booking import desk_cards as front_desk

register = template.Library()


@register.simple_tag
def desk_cards(user) -> list[editors.Card]:
    """What waits for this person, the front desk's first: there somebody waits."""
    return [*front_desk.cards(user), *editors.cards(user)]
