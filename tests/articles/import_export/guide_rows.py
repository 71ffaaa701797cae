"""A guide as nobody would write it: made up, made in the database, wiped, compared.

Fields are found in the models: one that is added to a model is made up and compared.
"""

import hashlib
from datetime import UTC, date, datetime

from django.db import models
from hypothesis import strategies as st

from articles.import_export.export import rows_in_order
from articles.import_export.reader import tidy
from articles.import_export.row_kinds import KINDS
from articles.models import (
    Article,
    BodyArea,
    CareCard,
    Dose,
    Draft,
    FormerQuestionSlug,
    FormerSlug,
    Question,
    QuickRelief,
    ShippedRow,
    Stretch,
    UploadedPicture,
)
from articles.models.base import Ordered
from articles.utils.text import NOT_TEXT

DATES = ("updated_at", "saved_at", "uploaded_at")
OF_THE_SITE = {
    "id": "a number of the database",
    "order": "its place among the rows is compared, not its number",
    "created_at": "when the row was made here; nobody sees it",
    "saved_by": "an account",
    "uploaded_by": "an account",
}
SNIPPETS = [
    *("+++\n", "\n+++\r\n", "\r\n", "\r", "\n\n\n", "\t", "  \n", "    code\n"),
    *('"', '"""', "'", "'''", "\\", "\\n", "\\u0000", "# no comment", "[[chapter]]\n"),
    *("slug = 1\n", "é", "e\u0301", "’", "🙂", "👩‍🦱", "\u2028"),
    *("\ufeff", "\u202e", "{hold neck}", "[^source]", "::: tip\n"),
    "<script>",
]
CHARACTERS = st.characters().filter(lambda each: not NOT_TEXT.match(each))
SLUGS = st.from_regex(r"[a-zA-Z0-9_-]{1,20}", fullmatch=True)
MOMENT = datetime(2026, 3, 1, 15, 30, 0, 5, tzinfo=UTC)


def texts(longest: int | None = 200, shortest: int = 0) -> st.SearchStrategy[str]:
    """What a form lets through: anything, without spaces around it."""
    pieces = st.lists(st.sampled_from(SNIPPETS) | st.text(CHARACTERS, max_size=5))
    text = pieces.map(lambda found: "".join(found).strip()[:longest].strip())
    return text.map(lambda found: found or "x" * shortest)


def bullets() -> st.SearchStrategy[str]:
    line = st.text(CHARACTERS).map(lambda found: " ".join(found.split()) or "x")
    line = line.filter(lambda found: len(found.splitlines()) == 1)
    ends = st.sampled_from(["\n", "\r\n", "\n\n"])
    return st.builds(
        lambda found, end: end.join(found), st.lists(line, min_size=1, max_size=5), ends
    )


def values_for(field: models.Field) -> st.SearchStrategy:
    if field.choices:
        values = st.sampled_from([value for value, _ in field.choices])
    elif isinstance(field, models.SlugField):
        values = SLUGS
    elif isinstance(field, models.URLField):
        values = st.sampled_from(["https://a.example/%22?b=[1]#c", "http://é.example/"])
    elif isinstance(field, models.CharField | models.TextField):
        values = texts(field.max_length, shortest=not field.blank)
    elif isinstance(field, models.DateTimeField):
        values = st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1)).map(
            lambda found: found.replace(tzinfo=UTC)
        )
    elif isinstance(field, models.DateField):
        values = st.dates(date(1990, 1, 1), date(2090, 1, 1))
    elif isinstance(field, models.BooleanField):
        values = st.booleans()
    else:
        values = st.integers(0, 32_000)
    if field.null:
        return st.none() | values
    may_be_empty = field.blank and field.empty_strings_allowed
    return st.just("") | values if may_be_empty else values


def rows(model: type[models.Model]) -> st.SearchStrategy[list[dict]]:
    fields = [
        field
        for field in model._meta.concrete_fields
        if field.name not in OF_THE_SITE and not field.is_relation
    ]
    row = st.fixed_dictionaries({field.name: values_for(field) for field in fields})
    unique = [field.name for field in fields if field.unique]
    return st.lists(
        row.map(lambda values: kept_rules(model, values)),
        max_size=4,
        unique_by=tuple(lambda row, name=name: tidy(row[name]) for name in unique)
        or None,
    )


def kept_rules(model, values: dict) -> dict:
    """The row, within the rules that bind two of its fields."""
    if model in (QuickRelief, Stretch, Dose):
        names = sorted(name for name in values if name.endswith("_seconds"))
        low, high = (values[name] for name in names)
        if model is not Dose:
            low = max(low, 1)
        elif high is None:
            low = low or 0
        if None not in (low, high):
            high = max(low, high)
        values |= dict(zip(names, (low, high), strict=True))
    if model is Article and values["status"] != "draft":
        values["summary"] = values["summary"] or "About it."
        values["published_at"] = values["published_at"] or MOMENT
    if model is Article and values["reviewed_by"]:
        values["last_reviewed_on"] = values["last_reviewed_on"] or MOMENT.date()
    if model is Draft and values["publish_at"]:
        values["summary"] = values["summary"] or "About it."
    if model is UploadedPicture:
        values["key"] = hashlib.md5(values["key"].encode()).hexdigest()
        values |= {side: values[side] % 9999 + 1 for side in ("width", "height")}
    return values


def some_of(found: list[dict]) -> st.SearchStrategy[set[str]]:
    slugs = [row["slug"] for row in found]
    return st.sets(st.sampled_from(slugs)) if slugs else st.just(set())


@st.composite
def guides(draw) -> dict[type[models.Model], list[dict]]:
    guide = {kind.model: draw(rows(kind.model)) for kind in KINDS}
    for card in guide[CareCard]:
        card["bullets"] = draw(bullets())
    for area in guide[BodyArea]:
        area["care_cards"] = draw(some_of(guide[CareCard]))
    for stretch in guide[Stretch]:
        stretch["areas"] = draw(some_of(guide[BodyArea]))
    for area, relief in zip(guide[BodyArea], guide[QuickRelief], strict=False):
        relief["area"] = area["slug"]
    guide[QuickRelief] = [row for row in guide[QuickRelief] if "area" in row]
    put_beside_chapters(draw, guide)
    questions = sorted(question["slug"] for question in guide[Question])
    guide[FormerQuestionSlug] = [
        row | {"question": draw(st.sampled_from(questions))}
        for row in guide[FormerQuestionSlug]
        if questions and row["slug"] not in questions
    ]
    return guide


def put_beside_chapters(draw, guide: dict) -> None:
    """Give the drafts and the former addresses to chapters that may have them."""
    chapters = {chapter["slug"]: chapter for chapter in guide[Article]}
    known = [slug for slug in chapters if chapters[slug]["status"] in Article.SEEN]
    for chapter, draft in zip(known, guide[Draft], strict=False):
        draft["article"] = chapter
        if draft["slug"] in chapters or draw(st.booleans()):
            draft["slug"] = chapter
    guide[Draft] = [row for row in guide[Draft] if "article" in row]
    guide[FormerSlug] = [
        row | {"article": draw(st.sampled_from(sorted(chapters)))}
        for row in guide[FormerSlug]
        if chapters and row["slug"] not in known
    ]


def create(guide: dict[type[models.Model], list[dict]]) -> None:
    for model, found in guide.items():
        for place, values in enumerate(found, start=1):
            create_row(model, place, values)


def create_row(model: type[models.Model], place: int, values: dict) -> None:
    links = {field.name: values.pop(field.name) for field in model._meta.many_to_many}
    if issubclass(model, Ordered):
        values["order"] = 3 * place  # with gaps, as deleted rows leave them
    for name in set(values):
        if related := model._meta.get_field(name).related_model:
            values[name] = related.objects.get(slug=values[name])
    row = model(**values)
    row.full_clean()
    row.save()
    for name, slugs in links.items():
        related = model._meta.get_field(name).related_model
        getattr(row, name).set(related.objects.filter(slug__in=slugs))
    # As they were when it was last changed, whatever saving it now says.
    if dates := {name: values[name] for name in DATES if name in values}:
        model.objects.filter(pk=row.pk).update(**dates)


def wipe() -> None:
    for model in (*reversed([kind.model for kind in KINDS]), ShippedRow):
        model.objects.all().delete()


def content() -> dict[str, list[dict]]:
    """Everything that the database says of the guide, in the guide's order."""
    return {
        kind.name: [content_of(row) for row in rows_in_order(kind)] for kind in KINDS
    }


def content_of(row: models.Model) -> dict:
    values = {
        field.name: tidy(getattr(row, field.name))
        for field in row._meta.concrete_fields
        if field.name not in OF_THE_SITE
    }
    values = {
        name: value.slug if isinstance(value, models.Model) else value
        for name, value in values.items()
    }
    for field in row._meta.many_to_many:
        slugs = getattr(row, field.name).values_list("slug", flat=True)
        values[field.name] = sorted(slugs)
    return values
