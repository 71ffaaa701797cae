"""What search engines read of a page: small JSON-LD in the words of schema.org.

Only what is true and shown on the page: no reviewer that nobody named, no rating.
"""

from django.conf import settings
from django.urls import reverse

from .markdown.renderer import Document
from .models import Article, BodyArea, Question


def graph(*nodes: dict) -> dict:
    return {"@context": "https://schema.org", "@graph": list(nodes)}


def breadcrumbs(*steps: tuple[str, str]) -> dict:
    """A BreadcrumbList from the home page through `steps`, pairs of name and path."""
    trail = [("Home", reverse("articles:home")), *steps]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": name,
                "item": settings.SITE_URL + path,
            }
            for position, (name, path) in enumerate(trail, start=1)
        ],
    }


def web_page(name: str, description: str, path: str, **more) -> dict:
    return {
        "@type": "MedicalWebPage",
        "name": name,
        "description": description,
        "url": settings.SITE_URL + path,
        "inLanguage": "en-US",
        **more,
    }


def review(article: Article) -> dict:
    """Who reviewed the chapter and when; nothing until a real person did."""
    if not article.reviewed_by:
        return {}
    return {
        "lastReviewed": article.last_reviewed_on.isoformat(),
        "reviewedBy": {"@type": "Person", "name": article.reviewed_by},
    }


def chapter(article: Article) -> dict:
    path = article.get_absolute_url()
    return graph(
        web_page(
            article.title,
            article.summary,
            path,
            datePublished=article.published_at.isoformat(),
            dateModified=article.updated_at.isoformat(),
            **review(article),
        ),
        breadcrumbs((article.title, path)),
    )


def relief_area(area: BodyArea) -> dict:
    path = area.get_absolute_url()
    return graph(
        web_page(
            f"Relief for a knot: {area.name}",
            area.summary,
            path,
            dateModified=area.updated_at.isoformat(),
        ),
        breadcrumbs(("Quick relief", reverse("articles:relief")), (area.name, path)),
    )


def plain_page(name: str, view: str) -> dict:
    return graph(breadcrumbs((name, reverse(view))))


def questions(answers: list[tuple[Question, Document]]) -> dict:
    return graph(
        {
            "@type": "FAQPage",
            "url": settings.SITE_URL + reverse("articles:questions"),
            "mainEntity": [
                {
                    "@type": "Question",
                    "name": question.question,
                    "url": settings.SITE_URL + question.get_absolute_url(),
                    "acceptedAnswer": {"@type": "Answer", "text": answer.html},
                }
                for question, answer in answers
            ],
        },
        breadcrumbs(("Questions", reverse("articles:questions"))),
    )
