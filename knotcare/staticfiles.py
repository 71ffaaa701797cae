"""Static files as they are sent: under names with a hash, and in one piece what imports
others, so that a reader waits for one file."""

import re
from collections.abc import Iterator
from pathlib import Path
from posixpath import dirname, join, normpath

from django.contrib.staticfiles.finders import find
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

STYLE_IMPORT = re.compile(r'^@import "([\w./-]+)"(?: (\w+))?;$', re.MULTILINE)
MODULE_IMPORT = re.compile(r'^import (\{[^}]+\}) from "(\.[^"]+)";$', re.MULTILINE)
EXPORT = re.compile(
    r"^export (?=(?:async )?(?:function|class|const) (\w+))", re.MULTILINE
)


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    def post_process(self, paths: dict, **options) -> Iterator:
        merged = InMemoryStorage()
        for path in paths:
            if has_imports(path):
                merged.save(path, ContentFile(whole(path)))
                paths[path] = (merged, path)
        yield from super().post_process(paths, **options)


def has_imports(path: str) -> bool:
    pattern = {".css": STYLE_IMPORT, ".js": MODULE_IMPORT}.get(Path(path).suffix)
    return pattern is not None and bool(pattern.search(text_of(path)))


def whole(path: str) -> str:
    """The text of a stylesheet or a JavaScript module with all that it imports."""
    return whole_stylesheet(path) if path.endswith(".css") else whole_module(path)


def whole_stylesheet(path: str) -> str:
    """Its text, with the text of what it imports in place of each
    `@import` (CSS Cascading and Inheritance Level 5, section 2)."""

    def imported(statement: re.Match) -> str:
        name, media = statement.groups()
        text = whole_stylesheet(normpath(join(dirname(path), name)))
        return f"@media {media} {{\n{text}}}" if media else text

    return STYLE_IMPORT.sub(imported, text_of(path))


def whole_module(path: str) -> str:
    """Its text after those of the modules that it imports, each of which runs once, keeps
    its names to itself and returns what it exports."""
    scopes = {}
    text = module_in(scopes, path)
    return "".join([*scopes.values(), text])


def module_in(scopes: dict[str, str], path: str) -> str:
    """The text of a module that takes from `scopes` what it imports; they are put there."""

    def taken(statement: re.Match) -> str:
        names, address = statement.groups()
        other = normpath(join(dirname(path), address))
        scope = re.sub(r"\W", "_", other)
        if scope not in scopes:
            text = module_in(scopes, other)
            exported = ", ".join(EXPORT.findall(text))
            text = EXPORT.sub("", text)
            scopes[scope] = (
                f"const {scope} = (() => {{\n{text}return {{ {exported} }};\n}})();\n"
            )
        return f"const {names} = {scope};"

    return MODULE_IMPORT.sub(taken, text_of(path))


def text_of(path: str) -> str:
    return Path(find(path)).read_text(encoding="utf-8")
