"""The guide in passages, each of which a search can lead to: all that readers can see now."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape

from django.db.models import Prefetch, TextChoices
from django.utils.html import strip_tags

from ..markdown.renderer import Text
from ..markdown.shortcodes import fetch_references
from ..models import Article, BodyArea, CareCard, Question, Stretch
from .sections import LEFT_OUT, ROW, Sections, sections_of

STOP_SIGN = "Stop sign: "


class Kind(TextChoices):
    WARNING = "warning", "Warning sign"
    RELIEF = "relief", "Relief"
    STRETCH = "stretch", "Stretch"
    CHAPTER = "chapter", "Chapter"
    QUESTION = "question", "Question"


@dataclass(frozen=True)
class Passage:
    """A piece of the guide as plain text, with a line for each paragraph, list item or
    table row. `urgency` is that of warning signs: 1 comes first."""

    kind: Kind
    title: str
    text: str
    path: str
    part_of: str = ""
    urgency: int = 0

    @property
    def is_warning(self) -> bool:
        return self.kind == Kind.WARNING


def passages() -> list[Passage]:
    """All of them, in the order in which equals are shown: what is not of a chapter by
    its place among its kind, then the chapters."""
    chapters = list(Article.objects.published())
    questions = list(Question.objects.all())
    areas = list(BodyArea.objects.with_relief())
    texts = {row: sections_of(Text(row.body)) for row in chapters}
    texts |= {row: sections_of(Text(row.answer)) for row in questions}
    texts |= {row: sections_of(Text(row.advice)) for row in areas}
    words = words_of_rows(texts.values())
    of_rows = [
        *(of_area(row, whole(texts[row], words)) for row in areas),
        *stretches(shown_at("stretch", chapters, texts)),
        *warnings(shown_at("care-card", chapters, texts)),
        *(of_question(row, whole(texts[row], words)) for row in questions),
    ]
    return of_rows + [
        passage for row in chapters for passage in of_chapter(row, texts[row], words)
    ]


def words_of_rows(texts: Iterable[Sections]) -> dict[str, str]:
    """The words of each row that a text names, by the name in the text."""
    named = {row for text in texts for row, _anchor in text.rows}
    found = fetch_references(row for row in named if row.kind not in LEFT_OUT)
    return {str(row): unescape(strip_tags(html)) for row, html in found.items()}


def filled(text: str, words: dict[str, str]) -> str:
    """The text with the words of the rows that it names, line by line."""
    text = ROW.sub(lambda named: words.get(named[1], ""), text)
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(filter(None, lines))


def whole(text: Sections, words: dict[str, str]) -> str:
    parts = [part for each in text.sections for part in (each.heading, each.text)]
    return filled("\n".join(filter(None, parts)), words)


def of_chapter(
    row: Article, text: Sections, words: dict[str, str]
) -> Iterator[Passage]:
    """The sections of a chapter. Its title and lead belong to the first."""
    path, lead, rest = row.get_absolute_url(), row.summary, list(text.sections)
    if rest and not rest[0].anchor:
        lead = f"{lead}\n{filled(rest.pop(0).text, words)}"
    yield Passage(Kind.CHAPTER, row.title, lead, path)
    for section in rest:
        if said := filled(section.text, words):
            heading = filled(section.heading, words)
            place = f"{path}#{section.anchor}"
            yield Passage(Kind.CHAPTER, heading, said, place, row.title)


def of_question(row: Question, answer: str) -> Passage:
    return Passage(Kind.QUESTION, row.question, answer, row.get_absolute_url())


def of_area(row: BodyArea, advice: str) -> Passage:
    relief = row.quick_relief
    lines = [
        row.summary,
        STOP_SIGN + relief.stop_sign,
        f"{relief.tool}. {relief.action}",
        f"Hold for {relief.spoken_hold}.",
        advice,
    ]
    return Passage(Kind.RELIEF, row.name, "\n".join(lines), row.get_absolute_url())


def stretches(shown: dict[str, str]) -> Iterator[Passage]:
    """Each stretch on the page of the first area that it follows, or in a chapter."""
    for row in with_areas(Stretch, "areas"):
        area = next(iter(row.areas.all()), None)
        page = area.get_absolute_url() if area else shown.get(row.slug, "")
        if page:
            lines = [row.target, STOP_SIGN + row.caution, *row.step_list]
            text = "\n".join([*lines, f"Hold for {row.spoken_hold}."])
            path = f"{page.partition('#')[0]}#stretch-{row.slug}"
            yield Passage(Kind.STRETCH, row.name, text, path)


def warnings(shown: dict[str, str]) -> Iterator[Passage]:
    """Each care card where a chapter shows it, or on the page of an area."""
    for urgency, row in enumerate(with_areas(CareCard, "bodyarea_set"), start=1):
        area = next(iter(row.bodyarea_set.all()), None)
        path = shown.get(row.slug) or (area and f"{area.get_absolute_url()}#more")
        if path:
            text, level = "\n".join(row.bullet_list), row.get_level_display()
            yield Passage(Kind.WARNING, row.heading, text, path, level, urgency)


def with_areas(model, relation: str):
    areas = Prefetch(relation, BodyArea.objects.with_relief())
    return model.objects.prefetch_related(areas)


def shown_at(kind: str, chapters: list[Article], texts: dict) -> dict[str, str]:
    """By slug, where a chapter shows a row of a kind; of several, the chapter that shows
    the most of them, or the last of these."""
    shown = []
    for chapter in chapters:
        path = chapter.get_absolute_url()
        named = texts[chapter].rows
        shown.append(
            {
                row.slug: f"{path}#{anchor}" if anchor else path
                for row, anchor in named
                if row.kind == kind
            }
        )
    return {
        slug: path for each in sorted(shown, key=len) for slug, path in each.items()
    }
