"""The small copy of the body map, where one area is marked."""

import re

from django.template.loader import render_to_string

from articles.models import BodyArea


def small_copy(**area) -> str:
    return render_to_string("components/body_map_small.html", {"area": area})


def test_the_small_copy_marks_its_area_as_the_map_does(get_page):
    home = get_page("/")
    for area in BodyArea.objects.all():
        path = area.get_absolute_url()
        link = re.search(rf'<a href="{path}".*?</a>', home, re.DOTALL)

        copy = small_copy(name=area.name, slug=area.slug)

        assert f'aria-label="{area.name}, marked on a figure seen from behind"' in copy
        assert sore_muscles(copy) == sore_muscles(link[0]) != []
        assert "<a " not in copy and "body-map__thread" not in copy


def sore_muscles(html: str) -> list[str]:
    return re.findall(r'<path class="body-map__sore".*?d="([^"]+)"', html, re.DOTALL)


def test_the_small_copy_escapes_a_name():
    assert "&quot;Neck&quot; &amp; nape, marked" in small_copy(
        name='"Neck" & nape', slug="neck"
    )


def test_an_area_that_the_figure_does_not_know_has_no_small_copy():
    for slug in ("forearms", "back"):
        assert small_copy(name="Any", slug=slug).strip() == ""
