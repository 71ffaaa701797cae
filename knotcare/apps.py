from django.apps import AppConfig
from django.db.models.signals import post_migrate


class KnotcareConfig(AppConfig):
    name = "knotcare"

    def ready(self):
        from articles.search import current

        from .page_cache.invalidation import token_in_force, watch

        post_migrate.connect(watch, sender=self)
        current.edition = token_in_force
