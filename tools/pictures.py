"""Makes the pictures that show the site: the README's screenshots, the share image."""

import io
import shutil
from pathlib import Path

from own_site import ROOT, own_site
from PIL import Image
from playwright.sync_api import Browser, sync_playwright

PORT = "8918"
PHONE = {"width": 390, "height": 844}
SHARED = {"width": 1200, "height": 630}
SCREENS = [
    ("/", "light"),
    ("/relief/calves/", "dark"),
    ("/guide/ease-a-knot-now/", "light"),
    ("/questions/", "dark"),
    ("/guide/more-than-a-knot/", "light"),
    ("/book/?area=calves", "dark"),
]
IN_A_ROW = 3
GAP = 24  # pixels


def screenshot(browser: Browser, url: str, size: dict, theme: str) -> Image.Image:
    page = browser.new_page(viewport=size, color_scheme=theme)
    page.goto(url)
    picture = Image.open(io.BytesIO(page.screenshot()))
    page.close()
    return picture.convert("RGB")


def in_rows(pictures: list[Image.Image]) -> Image.Image:
    """Pictures of one size on a sheet, three beside each other."""
    width, height = pictures[0].width + GAP, pictures[0].height + GAP
    rows = -(-len(pictures) // IN_A_ROW)
    size = width * IN_A_ROW - GAP, height * rows - GAP
    sheet = Image.new("RGB", size, "white")
    for place, picture in enumerate(pictures):
        row, column = divmod(place, IN_A_ROW)
        sheet.paste(picture, (column * width, row * height))
    return sheet


def save(picture: Image.Image, path: Path) -> None:
    path.parent.mkdir(exist_ok=True)
    picture.quantize(64, dither=Image.Dither.NONE).save(path, optimize=True)
    print(f"{path.relative_to(ROOT)}: {path.stat().st_size // 1000} KB")


def main() -> None:
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with own_site(PORT) as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox"]
        )
        screens = [
            screenshot(browser, site + path, PHONE, theme) for path, theme in SCREENS
        ]
        save(in_rows(screens), ROOT / "docs" / "screenshots.png")
        source = (ROOT / "tools" / "share-image.html").as_uri()
        save(
            screenshot(browser, source, SHARED, "light"), ROOT / "static/img/share.png"
        )


if __name__ == "__main__":
    main()
