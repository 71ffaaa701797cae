"""Nobody notices that processes are killed but those whom it interrupts.

MINUTES=10 makes the load last as long.
"""

import os
import sys
from contextlib import closing

import pytest

from .conftest import manage
from .line import Break
from .mixed_load import MixedLoad
from .processes import Process
from .test_storm import assert_each_mail_arrived, mails_received_twice

MINUTES = float(os.environ.get("MINUTES", "0.3"))
A_MOMENT = 0.5  # seconds until all that a killed process held is closed

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="finds the processes to kill as Linux lists them"
)


@pytest.fixture(params=["sqlite", "postgres"])
def load(request, begin_site):
    """A site with the whole guide, and all who will use it."""
    site = begin_site(request.param, EMAIL_TIMEOUT="1")
    manage(site.environment, "loadguide", "--verbosity", "0")
    with (
        Process("witness", site.environment) as witness,
        closing(MixedLoad(site, witness)) as load,
    ):
        yield load


def test_only_those_notice_a_kill_whom_it_interrupts(load):
    load.run(MINUTES * 60)
    load.site.wait_for_mails()
    load.answer_letters()
    load.read_all()
    load.site.wait_for_mails()

    assert load.keeper.kills and load.askers and load.desk.acts
    assert_each_request_is_kept_as_it_was_acknowledged(load)
    assert_each_mail_arrived(load.site)
    assert_each_saved_text_is_in_its_history(load)
    assert [each for each in breaks_of(load) if not is_of_a_kill(each, load)] == []
    excused = len(load.keeper.kills) + load.site.office.ask("report")["unheard"]
    assert mails_received_twice(load.site) <= excused
    assert "Traceback" not in load.site.log.read_text()


def assert_each_request_is_kept_as_it_was_acknowledged(load):
    stored = load.site.insider.ask("stored")
    lives = load.witness.ask("lives_by_page")
    acts = load.desk.acts

    assert "" not in {asker.page for asker in load.askers}
    acknowledged = [(asker.page, asker.form_key) for asker in load.askers]
    assert sorted((row["page"], row["form_key"]) for row in stored) == sorted(
        acknowledged
    )
    for page, (done, desk_page) in lives.items():
        answers = [acts[place] for place in (desk_page, page) if place in acts]
        assert done == ["submit", *answers]


def assert_each_saved_text_is_in_its_history(load):
    for editor in load.editors:
        for name, field, url in load.texts[editor.name]:
            kept = load.witness.ask("versions", field=field, url=url)
            saved = [
                f"Storm {name} {n}." for of, n in editor.acknowledged if of == name
            ]
            assert [text for text in reversed(kept) if text in saved] == saved


def breaks_of(load) -> list[Break]:
    return [each for line in load.lines for each in line.breaks]


def is_of_a_kill(broken: Break, load) -> bool:
    """Whether the request was in flight at a kill, or came before all was back."""
    return any(
        broken.began <= kill.back + A_MOMENT and kill.at <= broken.ended
        for kill in load.keeper.kills
    )
