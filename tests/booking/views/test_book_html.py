"""The Nu HTML checker finds no error on any page of a booking."""

import pytest

from booking.models import Spa
from tests.articles.views.test_html import checker, errors_in  # noqa: F401

from ..form import PAGE, address, form_key, typed
from ..page import in_each_state

pytestmark = pytest.mark.slow  # it starts Java


def test_every_page_is_valid_html(checker, client, guide, bring_to, tmp_path):  # noqa: F811
    Spa.objects.update(phone="(713) 555-0123")
    pages = {
        "form": client.get(f"{PAGE}?area=neck"),
        "errors": client.post(PAGE, {"part_2": "night", "area": "soul"}),
        "check": client.post(PAGE, typed(note="One\nTwo", form_key=form_key(client))),
    }
    for state, request in in_each_state(bring_to).items():
        page = address(request)
        pages[state] = client.get(f"{page}?again=1")
        pages[f"{state}-stale"] = client.post(page, {"act": "agree", "seen": "99"})
    for name, page in pages.items():
        (tmp_path / f"{name}.html").write_bytes(page.content)

    assert errors_in(tmp_path, checker) == []
