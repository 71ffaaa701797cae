"""The WSGI application that gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application

from knotcare.charset import only_utf8

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "knotcare.settings")

application = only_utf8(get_wsgi_application())
