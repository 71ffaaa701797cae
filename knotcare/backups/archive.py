"""A backup as a file: a plain tar, which any machine opens without this site.

    database.sqlite3 (or database.pgdump)
    media/pictures/….avif
    manifest.json

The manifest comes last and has a checksum for each file: a backup that was cut off has
none. Nothing is compressed: pictures are already, and tools that copy a file to another
machine, or keep many, find what two backups have in common.
"""

import hashlib
import json
import tarfile
import time
from dataclasses import asdict, dataclass, field
from io import BytesIO
from pathlib import Path, PurePosixPath

from . import Refused

FORMAT = 1
MANIFEST, MEDIA = "manifest.json", "media"
A_PIECE = 1_000_000  # bytes
MOST_OF_A_MANIFEST = 200_000_000  # bytes: it names a million pictures


@dataclass
class Manifest:
    made_at: str  # UTC, ISO 8601
    version: str
    database: str  # its file in the backup
    migrations: list[str]
    rows: dict[str, int]
    files: dict[str, str] = field(default_factory=dict)  # their SHA-256, by name
    format: int = FORMAT

    def __post_init__(self):
        """Raises TypeError or AttributeError where it is not as it is written."""
        words = [self.made_at, self.version, self.database]
        words += [*self.migrations, *self.files.values()]
        if not all(isinstance(word, str) for word in words) or not all(
            isinstance(count, int) for count in self.rows.values()
        ):
            raise TypeError(MANIFEST)

    @property
    def pictures(self) -> int:
        return len(self.files) - 1

    def __str__(self):
        requests = self.rows.get("booking_bookingrequest", 0)
        chapters = self.rows.get("articles_article", 0)
        return (
            f"{chapters} chapter{'s' * (chapters != 1)}, "
            f"{requests} request{'s' * (requests != 1)}, "
            f"{self.pictures} picture file{'s' * (self.pictures != 1)}"
        )


class HashingReader:
    """A file whose checksum is taken while it is read."""

    def __init__(self, file):
        self.file, self.hash = file, hashlib.sha256()

    def read(self, size: int) -> bytes:
        data = self.file.read(size)
        self.hash.update(data)
        return data


def pack(path: Path, manifest: Manifest, files: dict[str, Path]) -> None:
    """Write a backup of `files`, by their names in it, and note them in the manifest."""
    with tarfile.open(path, "x", dereference=True) as tar:
        for name, file in files.items():
            try:
                opened = file.open("rb")
            except FileNotFoundError:
                continue  # a picture that an editor has deleted meanwhile
            with opened:
                reader = HashingReader(opened)
                tar.addfile(tar.gettarinfo(arcname=name, fileobj=opened), reader)
            manifest.files[name] = reader.hash.hexdigest()
        text = json.dumps(asdict(manifest), indent=1).encode()
        member = tarfile.TarInfo(MANIFEST)
        member.size, member.mtime = len(text), int(time.time())
        tar.addfile(member, BytesIO(text))


def check(path: Path) -> Manifest:
    """Read a backup from its first byte to its last; raises Refused unless it is whole."""
    with opened(path) as tar:
        manifest, members = read_manifest(tar, path), tar.getmembers()
        expected = sorted([*manifest.files, MANIFEST])
        if sorted(member.name for member in members) != expected:
            raise Refused(f"{path} does not hold what its manifest says.")
        for member in members:
            if not is_plain(member):
                raise Refused(f"{path} holds what no backup has: {member.name}")
            if member.name != MANIFEST:
                compare(tar, member, manifest.files[member.name])
    return manifest


def unpack(path: Path, folder: Path) -> None:
    """Write what is in a checked backup into `folder`."""
    with opened(path) as tar:
        tar.extractall(folder, filter="data")  # noqa: S202 (the filter makes it safe)


def unpacked_size(path: Path) -> int:
    """In bytes; a file can claim to be larger inside than it is."""
    with opened(path) as tar:
        return sum(member.size for member in tar.getmembers())


class opened:
    """A backup's tar for reading; whatever is wrong with it is said of the file."""

    def __init__(self, path: Path):
        self.path = path

    def __enter__(self) -> tarfile.TarFile:
        try:
            self.tar = tarfile.open(self.path, "r:")
        except tarfile.TarError as error:
            raise Refused(f"{self.path} is not a backup.") from error
        return self.tar

    def __exit__(self, kind, error, trace):
        self.tar.close()
        if isinstance(error, tarfile.TarError):
            raise Refused(f"{self.path} is damaged or cut off.") from error


def read_manifest(tar: tarfile.TarFile, path: Path) -> Manifest:
    try:
        member = tar.getmember(MANIFEST)
        if not is_plain(member) or member.size > MOST_OF_A_MANIFEST:
            raise ValueError(MANIFEST)
        values = json.load(tar.extractfile(member))
        if values["format"] > FORMAT:
            raise Refused(f"{path} was made by a newer version of the site.")
        return Manifest(**values)
    except KeyError as error:
        raise Refused(f"{path} is not a backup, or it was cut off.") from error
    except (AttributeError, RecursionError, TypeError, ValueError) as error:
        raise Refused(f"{path} is not a backup of this site.") from error


def is_plain(member: tarfile.TarInfo) -> bool:
    """Whether it is an ordinary file that stays within the folder it is unpacked into.

    A sparse one is not: it may claim to be larger than any disk, in a few bytes.
    """
    name = PurePosixPath(member.name)
    stays_within = not name.is_absolute() and ".." not in name.parts
    return member.isreg() and not member.issparse() and stays_within


def compare(tar: tarfile.TarFile, member: tarfile.TarInfo, checksum: str) -> None:
    reader = HashingReader(tar.extractfile(member))
    while reader.read(A_PIECE):
        pass
    if reader.hash.hexdigest() != checksum:
        raise Refused(f"{tar.name} is damaged: {member.name} is not what was stored.")
