"""Static files as they are sent: under names with a hash, a stylesheet in one piece."""

import re
from collections.abc import Iterator
from pathlib import Path

from django.contrib.staticfiles.finders import find
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

IMPORT = re.compile(r'^@import "([\w.-]+)"(?: (\w+))?;$', re.MULTILINE)


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    """Names with a hash, also of what a JavaScript module imports; what a stylesheet
    imports is part of it, so that a reader waits for one file."""

    support_js_module_import_aggregation = True

    def post_process(self, paths: dict, **options) -> Iterator:
        merged = InMemoryStorage()
        for path in paths:
            if path.endswith(".css") and IMPORT.search(text_of(path)):
                merged.save(path, ContentFile(whole_stylesheet(path)))
                paths[path] = (merged, path)
        yield from super().post_process(paths, **options)


def whole_stylesheet(path: str) -> str:
    """Its text, with the text of what it imports from its folder in place of each
    `@import` (CSS Cascading and Inheritance Level 5, section 2)."""

    def imported(statement: re.Match) -> str:
        name, media = statement.groups()
        text = whole_stylesheet(str(Path(path).with_name(name)))
        return f"@media {media} {{\n{text}}}" if media else text

    return IMPORT.sub(imported, text_of(path))


def text_of(path: str) -> str:
    return Path(find(path)).read_text(encoding="utf-8")
