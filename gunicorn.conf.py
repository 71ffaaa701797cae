"""How gunicorn serves the site. HOST, PORT and WEB_CONCURRENCY come from the
environment; gunicorn reads WEB_CONCURRENCY itself."""

import os

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_CONCURRENCY", 2))
worker_class = "gthread"
threads = 4
timeout = 30  # seconds
control_socket_disable = True
