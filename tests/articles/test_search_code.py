"""The search is written anew at a start when its code is new, and only then."""

from django.core.management import call_command

from articles.models import Passage, Writing


def passages() -> list[int]:
    return list(Passage.objects.order_by("pk").values_list("pk", flat=True))


def test_a_start_leaves_what_is_searched_as_it_is(guide):
    call_command("loadguide", verbosity=0)
    before = passages()

    call_command("loadguide", verbosity=0)

    assert passages() == before != []


def test_new_code_writes_it_anew(guide):
    call_command("loadguide", verbosity=0)
    before = passages()
    Writing.objects.update(code="that of another day")

    call_command("loadguide", verbosity=0)

    assert len(passages()) == len(before)
    assert set(passages()).isdisjoint(before)


def test_what_a_start_loads_is_found(guide, client):
    call_command("loadguide", verbosity=0)
    Passage.objects.all().delete()
    Writing.objects.all().delete()

    call_command("loadguide", verbosity=0)

    assert "/relief/calves/" in client.get("/search/?q=calf").content.decode()
