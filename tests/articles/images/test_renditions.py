"""How a picture of ours is shown: the sizes and kinds that its address promises."""

import re
from itertools import product

from django.core.files.uploadedfile import SimpleUploadedFile

from articles.content_checks.registry import problems
from articles.images.renditions import Picture
from articles.images.uploads import accept_picture
from articles.markdown.renderer import render
from tests.articles.images.pictures import picture_file

KEY = "a" * 32
OLD, NEW = (f"/media/pictures/{KEY}-1000x500.{kind}" for kind in ("webp", "avif"))
WEBP = ", ".join(
    f"/media/pictures/{KEY}-{size}.webp {width}w"
    for size, width in (("400x200", 400), ("800x400", 800), ("1000x500", 1000))
)
AVIF = WEBP.replace(".webp", ".avif")


def attributes(tag: str, html: str) -> dict[str, str]:
    (found,) = re.findall(rf"<{tag} ([^>]+)>", html)
    return dict(re.findall(r'([a-z]+)="([^"]*)"', found))


def test_a_picture_is_offered_in_avif_with_webp_for_the_others():
    html = render(f'![A wall]({NEW} "Lean, don’t push")')

    assert html.startswith("<figure><picture><source ")
    assert "</picture><figcaption>Lean, don’t push</figcaption></figure>" in html
    assert attributes("source", html) == {
        "type": "image/avif",
        "srcset": AVIF,
        "sizes": attributes("img", html)["sizes"],
    }
    assert attributes("img", html)["src"] == OLD
    assert attributes("img", html)["srcset"] == WEBP


def test_a_picture_of_the_time_before_avif_is_offered_in_webp_alone():
    html = render(f'![A wall]({OLD} "Lean")')

    assert html.startswith("<figure><img") and ".avif" not in html
    assert "<figcaption>Lean</figcaption></figure>" in html
    assert attributes("img", html)["src"] == OLD
    assert attributes("img", html)["srcset"] == WEBP


def test_its_words_width_and_height_are_always_there():
    texts = ("![A wall]({})", "See ![A wall]({}) here.")
    for text, address in product(texts, (OLD, NEW)):
        shown = attributes("img", render(text.format(address)))

        assert (shown["width"], shown["height"]) == ("1000", "500")
        assert shown["alt"] == "A wall"


def test_every_copy_that_a_page_names_is_stored(client, db):
    file = SimpleUploadedFile("a.png", picture_file(size=(1600, 1066)))
    picture = accept_picture(file)

    named = re.findall(r"/media/[\w./-]+", render(f"![A wall]({picture.url})"))

    assert len(set(named)) == 6
    for address in named:
        response = client.get(address)
        assert response.status_code == 200 and response.getvalue()


def test_decoration_is_passed_over_in_silence():
    text = f"![Only decoration]({NEW})"

    assert attributes("img", render(text))["alt"] == ""
    assert problems(text) == []


def test_the_line_to_copy_says_the_words_as_they_are():
    for words in ("[a] wall", "*A* wall_x_", "\\ wall", "{hold neck}", "a < b & `c`"):
        text = Picture.at(NEW).markdown(words)
        alt = attributes("img", render(text))["alt"]

        assert alt == words.replace("&", "&amp;").replace("<", "&lt;")
        assert problems(text) == []


def test_the_feed_has_the_webp_with_its_whole_address(client, make_article):
    make_article(body=f"![A wall]({NEW})")

    feed = client.get("/feed.xml").content.decode()

    assert f"{OLD}&quot;" in feed or f'{OLD}"' in feed
    assert ".avif" not in feed and "picture&gt;" not in feed
