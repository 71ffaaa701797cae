"""No regular expression of ours can be kept busy by a text: none explodes."""

import os
import re
import subprocess
import sys

from django.conf import settings


def test_no_expression_explodes():
    result = subprocess.run(
        [sys.executable, "-m", "tests.hostile.expressions"],
        capture_output=True,
        text=True,
        cwd=settings.BASE_DIR,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "knotcare.settings"},
    )

    last = result.stdout.splitlines()[-1:] or [result.stderr[-2000:]]
    tried = re.fullmatch(r"tried (\d+) expressions on \d+ texts", last[0])
    assert tried, (last, result.stderr[-2000:])
    assert int(tried[1]) > 40
