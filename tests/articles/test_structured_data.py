"""What search engines read of a page: JSON-LD in the words of schema.org."""

import json
import re
from collections.abc import Iterator

from articles.models import Article
from booking.models import OpeningHours, Spa
from tests.articles.views.test_pages import CHAPTERS, PAGES


def structured(html: str) -> list[dict]:
    scripts = re.findall(
        r'<script type="application/ld\+json">(.*?)</script>', html, re.S
    )
    nodes = [json.loads(script) for script in scripts]
    return [part for node in nodes for part in node.get("@graph", [node])]


# What schema.org lists for each type, inherited properties included, as far as used.
PAGE = {"name", "description", "url", "inLanguage", "datePublished", "dateModified"}
VOCABULARY = {
    "MedicalWebPage": PAGE | {"lastReviewed", "reviewedBy"},
    "FAQPage": PAGE | {"mainEntity"},
    "Question": {"name", "url", "acceptedAnswer"},
    "Answer": {"text"},
    "Person": {"name"},
    "BreadcrumbList": {"itemListElement"},
    "ListItem": {"position", "name", "item"},
    "DaySpa": {
        *("name", "description", "address", "telephone", "email"),
        "openingHoursSpecification",
    },
    "OpeningHoursSpecification": {"dayOfWeek", "opens", "closes"},
    "PostalAddress": {
        *("streetAddress", "addressLocality", "addressRegion"),
        *("postalCode", "addressCountry"),
    },
}


def test_a_page_describes_itself_to_search_engines(get_page):
    types = {
        "/": ["DaySpa"],
        "/relief/": ["BreadcrumbList"],
        "/relief/neck/": ["MedicalWebPage", "BreadcrumbList"],
        "/guide/ease-a-knot-now/": ["MedicalWebPage", "BreadcrumbList"],
        "/questions/": ["FAQPage", "BreadcrumbList"],
        "/breaks/": ["BreadcrumbList"],
        "/about/": ["BreadcrumbList"],
        "/privacy/": ["BreadcrumbList"],
    }

    assert types == {
        path: [node["@type"] for node in structured(get_page(path))] for path in types
    }


def test_structured_data_cannot_end_its_script(get_page):
    Article.objects.filter(slug=CHAPTERS[0]).update(title="</script><script>&amp;")

    html = get_page(f"/guide/{CHAPTERS[0]}/")

    assert structured(html)[0]["name"] == "</script><script>&amp;"


def typed(value) -> Iterator[dict]:
    """Every node with a type within `value`."""
    if isinstance(value, list):
        for item in value:
            yield from typed(item)
    elif isinstance(value, dict):
        yield from [value] if "@type" in value else []
        yield from typed(list(value.values()))


def test_every_node_keeps_to_the_vocabulary_and_says_something(get_page, subtests):
    Article.objects.update(reviewed_by="A. Person, PT", last_reviewed_on="2026-02-03")
    Spa.objects.create(id=1, phone="+1 713 555 0100", email="desk@spa.example")
    OpeningHours.objects.create(weekday=0, opens="09:00", closes="18:00")

    for path in PAGES:
        with subtests.test(path):
            for node in typed(structured(get_page(path))):
                properties = {name for name in node if not name.startswith("@")}
                assert properties <= VOCABULARY[node["@type"]]
                assert all(node[name] for name in properties)


def test_breadcrumbs_lead_from_home_with_complete_addresses(get_page, settings):
    settings.SITE_URL = "https://knotcare.example"

    trail = structured(get_page("/relief/neck/"))[1]["itemListElement"]

    assert [(step["position"], step["item"]) for step in trail] == [
        (1, "https://knotcare.example/"),
        (2, "https://knotcare.example/relief/"),
        (3, "https://knotcare.example/relief/neck/"),
    ]
