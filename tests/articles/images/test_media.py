"""Under /media/ there are our pictures and nothing else."""

from pathlib import Path

import pytest

KEY = "0123456789abcdef0123456789abcdef"
NAME = f"pictures/{KEY}-60x30.webp"
IN_AVIF = f"pictures/{KEY}-60x30.avif"
# Much that is no reader's business, beside the picture.
OTHERS = [
    f"pictures/{KEY}-60x30.html",
    f"{NAME}.html",
    f"pictures/{KEY.upper()}-60x30.webp",
    f"pictures/{KEY}.webp",
    "pictures/photo.webp",
    f"pictures/deeper/{KEY}-60x30.webp",
    f"{KEY}-60x30.webp",
    "notes.txt",
    "../secret_key",
]
WAYS_ROUND = [
    *("", "pictures", "pictures/", "pictures/../../secret_key", "%2e%2e/secret_key"),
    *("..%2fsecret_key", "%252e%252e%252fsecret_key", "..\\secret_key"),
    *("..%5csecret_key", "{folder}/notes.txt", "/{folder}/notes.txt"),
    *("{folder}/" + NAME, f"pictures/..%2f{NAME}", NAME.replace("/", "//")),
    *(NAME + "%00", NAME + "%0a", NAME + "/"),
]


@pytest.fixture
def media(settings):
    """The folder of uploads."""
    folder = Path(settings.MEDIA_ROOT)
    for name in [NAME, IN_AVIF, *OTHERS]:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"RIFF of " + name.encode())
    return folder


@pytest.mark.parametrize(
    ("name", "kind"), [(NAME, "image/webp"), (IN_AVIF, "image/avif")]
)
def test_a_picture_is_served_as_what_it_is_and_kept_for_a_year(
    client, media, name, kind
):
    response = client.get(f"/media/{name}")

    assert response.status_code == 200
    assert response.getvalue() == b"RIFF of " + name.encode()
    assert response["Content-Type"] == kind
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert not response.cookies


def test_a_picture_can_only_be_read_or_asked_about_and_is_not_found_once_it_is_gone(
    client, db, media
):
    path = f"/media/{NAME}"
    for verb in (client.post, client.put, client.patch, client.delete):
        assert verb(path).status_code == 405
    about = client.head(path)
    assert (about.status_code, about.getvalue()) == (200, b"")
    assert about["Content-Type"] == "image/webp"

    (media / NAME).unlink()
    assert client.get(path).status_code == 404


def test_nothing_else_is_served(client, db, media, subtests):
    for name in OTHERS + WAYS_ROUND:
        with subtests.test(name=name):
            response = client.get("/media/" + name.format(folder=media))

            assert response.status_code == 404
            assert b"RIFF" not in response.content
