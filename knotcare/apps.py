from django.apps import AppConfig
from django.db.models.signals import post_migrate


class KnotcareConfig(AppConfig):
    name = "knotcare"

    def ready(self):
        from articles.search import current

        from .page_cache.invalidation import create_triggers, token_in_force

        post_migrate.connect(create_triggers, sender=self)
        current.edition = token_in_force
