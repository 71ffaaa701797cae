"""Which rows of the guide the texts name, so that a change of one finds its texts."""

from collections.abc import Iterator

from ..markdown.renderer import cited_in, parse, references_in
from ..markdown.transforms import finish
from ..models import Article, Mention, Passage
from .texts import TEXTS, Keys

LONGEST_SLUG = 50  # no row has a longer one


def mentions(kind: str, keys: Keys) -> Iterator[Mention]:
    """What the texts of these rows name; what they name twice stands twice."""
    model, field, _passages = TEXTS[kind]
    for row_id, text in model.objects.filter(pk__in=keys).values_list("pk", field):
        for named, slug, place in named_in(text):
            if len(slug) <= LONGEST_SLUG:
                yield Mention(
                    kind=kind, row_id=row_id, named=named, slug=slug, place=place
                )


def named_in(text: str) -> Iterator[tuple[str, str, str]]:
    """What a text names: the kind of row, its slug, and the part of the page."""
    tokens, place = parse(text), ""
    finish(tokens)
    for token in tokens:
        if token.type == "heading_open" and token.tag == "h2":
            place = f"#{token.attrGet('id')}"
        for reference in references_in([token]):
            yield reference.kind, reference.slug, place
        for slug in cited_in([token]):
            yield "source", slug, place


def texts_that_name(slug: str) -> Iterator[tuple[str, int]]:
    """The texts that name a row by this slug, whatever its kind."""
    found = Mention.objects.filter(slug=slug)
    return found.values_list("kind", "row_id").distinct().iterator()


def shown_at(named: str) -> dict[str, str]:
    """By slug, where a public chapter shows a row of a kind; of several, the chapter
    that shows the most of them, or the last of these."""
    found = Mention.objects.filter(kind=Passage.Kind.CHAPTER, named=named)
    public = Article.objects.published().filter(pk__in=found.values("row_id"))
    shown = {row.pk: (row, {}) for row in public.only("slug")}
    for row_id, slug, place in found.order_by("pk").values_list(
        "row_id", "slug", "place"
    ):
        if row_id in shown:
            row, places = shown[row_id]
            places[slug] = row.get_absolute_url() + place
    in_turn = sorted((places for _, places in shown.values()), key=len)
    return {slug: path for places in in_turn for slug, path in places.items()}
