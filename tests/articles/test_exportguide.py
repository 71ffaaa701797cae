"""Export, wipe, import: the guide is what it was."""

from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.management import call_command
from hypothesis import HealthCheck, Phase, given, settings

from .guides import content, create, guides, wipe


@settings(suppress_health_check=list(HealthCheck), deadline=None, max_examples=40, phases=[Phase.explicit, Phase.generate])
@given(guide=guides())
def test_any_guide_survives_its_export(db, guide):
    wipe()
    create(guide)
    before = content()

    with TemporaryDirectory() as folder:
        export(folder)
        files = files_in(folder)
        wipe()
        if files:
            call_command("loadguide", folder, verbosity=0)
        after = content()
        export(folder)

        assert after == before
        assert files_in(folder) == files


def export(folder) -> None:
    call_command("exportguide", folder, verbosity=0)


def files_in(folder) -> dict[str, bytes]:
    paths = [path for path in Path(folder).rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
