from django.apps import AppConfig
from django.db.models.signals import post_migrate


class KnotcareConfig(AppConfig):
    name = "knotcare"

    def ready(self):
        from .page_cache.invalidation import watch

        post_migrate.connect(watch, sender=self)
