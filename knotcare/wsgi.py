"""The WSGI application that gunicorn serves."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from knotcare.unreadable import only_readable

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "knotcare.settings")

application = only_readable(get_wsgi_application())
if not settings.DEBUG:  # a developer sees a changed template at once
    from knotcare.page_store import PageStore  # asks the models

    application = PageStore(application)
