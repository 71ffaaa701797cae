"""A page of ours made whole: it needs no site, no network and no script."""

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256

from django.conf import settings
from django.core.files.storage import default_storage

from ..images.illustrations import FOLDER, all_drawings
from ..images.renditions import Picture

DRAWING = re.compile(r'<use href="([^"]+)"\s*(?:/>|></use>)')
PICTURE = re.compile(r'<img [^<>]*?src="([^"<>]+)"[^<>]*>')
OTHER_KINDS = re.compile(r"</?picture>|<source [^>]*>")
CHOICE_OF_COPIES = re.compile(r' (?:srcset|sizes|loading)="[^"]*"')
LINK = re.compile(r' href="(/[^"]*)"')
STYLE = re.compile(r"<style[^>]*>((?:(?!<style).)*?)</style>", re.DOTALL)
ID = re.compile(r' id="([^"]+)"')
WIDTH = 800  # pixels of a picture: sharp enough on paper, light enough to send


def self_contained(html: str, anchors: dict[str, str]) -> str:
    """`html`, a page of ours, with everything that it shows inside it.

    `anchors` maps addresses of the site, with or without fragment, to ids of this page:
    such links stay within it. Every other link gets its whole address.
    """
    html = DRAWING.sub(with_lines, html)
    html = PICTURE.sub(with_pixels, OTHER_KINDS.sub("", html))
    html = LINK.sub(lambda match: f' href="{leads_to(match[1], anchors)}"', html)
    return without_repeated_ids(html)


def own_policy(html: str, form_action: str = "'none'") -> str:
    """The Content-Security-Policy of such a page: its own styles, by their hashes, and
    its pictures; nothing runs, nothing comes from elsewhere, and its form, where it has
    one, goes to `form_action`."""
    head, _, _ = html.partition("</head>")  # below it are texts of editors
    styles = " ".join(f"'sha256-{digest(style)}'" for style in STYLE.findall(head))
    return (
        f"default-src 'none'; style-src {styles}; img-src 'self' data:; "
        f"form-action {form_action}; base-uri 'none'; frame-ancestors 'none'"
    )


def digest(text: str) -> str:
    return b64encode(sha256(text.encode()).digest()).decode()


def with_lines(use: re.Match) -> str:
    """The lines of a drawing, in place of the file that has them."""
    names = {drawing.url: drawing.name for drawing in all_drawings().values()}
    return lines(names[use[1]])


@cache
def lines(name: str) -> str:
    text = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    drawn = text[text.index("<g ") : text.rindex("</svg>")]
    return drawn.replace(' id="drawing"', "")


def with_pixels(img: re.Match) -> str:
    """An uploaded picture as data (RFC 2397), in place of its files."""
    picture = Picture.at(img[1])
    copy = picture.name(WIDTH if WIDTH in picture.widths else picture.width)
    try:
        with default_storage.open(copy) as file:
            data = b64encode(file.read()).decode()
    except FileNotFoundError:
        return ""
    tag = CHOICE_OF_COPIES.sub("", img[0])
    return tag.replace(img[1], f"data:image/webp;base64,{data}")


def leads_to(path: str, anchors: dict[str, str]) -> str:
    page, _, fragment = path.partition("#")
    if path in anchors:
        return f"#{anchors[path]}"
    if fragment and page in anchors:
        return f"#{anchors[page]}"
    return settings.SITE_URL + path


def without_repeated_ids(html: str) -> str:
    """Of an id that stands twice, as of a row that two chapters show, the first counts."""
    seen = set()

    def once(match: re.Match) -> str:
        is_new = match[1] not in seen
        seen.add(match[1])
        return match[0] if is_new else ""

    return ID.sub(once, html)


@cache
def stylesheet(path: str) -> str:
    """A stylesheet that ships with the code, without its comments."""
    text = (settings.BASE_DIR / "static" / path).read_text(encoding="utf-8")
    return re.sub(r"/\*.*?\*/\s*", "", text, flags=re.DOTALL)
