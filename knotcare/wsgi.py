"""The WSGI application that gunicorn serves."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from knotcare.middleware.utf8 import only_readable

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "knotcare.settings")

application = only_readable(get_wsgi_application())
if not settings.DEBUG:  # a developer sees a changed template at once
    from knotcare.page_cache.store import PageStore  # asks the models

    application = PageStore(application)
