import pytest

from articles.loading import load_guide
from articles.models import Article


@pytest.fixture(autouse=True)
def light_settings(settings, tmp_path):
    """No test needs collected static files, a slow hash, or the site's own folders."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {
            "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        }
    }
    settings.WHITENOISE_AUTOREFRESH = True
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def guide(db):
    """The whole guide, as a fresh site has it."""
    return load_guide()


@pytest.fixture
def make_article(db):
    def make(**overrides):
        order = Article.objects.next_order()
        values = {
            "title": f"Chapter {order}",
            "slug": f"chapter-{order}",
            "summary": "What the chapter says.",
            "body": "Some text.",
            "status": Article.Status.PUBLISHED,
            "published_at": "2026-01-05T12:00:00Z",
            "order": order,
        }
        return Article.objects.create(**values | overrides)

    return make


@pytest.fixture
def editor_client(client, django_user_model):
    """A client signed in as one who may do everything in the admin."""
    client.force_login(django_user_model.objects.create_superuser("ed"))
    return client


@pytest.fixture
def get_page(client, guide):
    """The HTML of a page of the site with the whole guide."""

    def get(path: str) -> str:
        response = client.get(path)
        assert response.status_code == 200
        return response.content.decode()

    return get
