"""How gunicorn serves the site. HOST, PORT and WEB_CONCURRENCY come from the environment.

`make bench ARGS="workers start"` measures what is chosen here.
"""

import ctypes
import gc
import os
import signal
import sys
from contextlib import suppress

# tools/serve.py hands over its socket, at which the next server will listen too.
bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
if "LISTENER" in os.environ:
    bind = f"fd://{os.environ['LISTENER']}"

# A process for each core; two at the least, as one may just be restarting.
workers = int(os.environ.get("WEB_CONCURRENCY") or max(2, os.cpu_count() or 1))

# Threads keep connections open between requests; sync workers close each one. A few are
# enough: they only cover for those that wait for the database.
worker_class = "gthread"
threads = 4
keepalive = (
    75  # seconds, longer than a proxy keeps its own: it never meets a closed one
)

# The site is imported once and shared: half the work at start, and a worker that takes the
# place of a dead one serves at once. No worker is ended for its age: each new one pays for
# its first requests, and nothing is known to leak.
preload_app = True

timeout = 30  # seconds without a sign of life
control_socket_disable = True

# No header that a client can write changes what gunicorn hands on: neither the path nor the
# scheme. What a proxy of ours says of the scheme, Django reads (PROXIES in .env.example).
forwarder_headers = ""
secure_scheme_headers = {}

PR_SET_PDEATHSIG = 1  # prctl(2)


def post_fork(arbiter, worker):
    """Let Linux tell a process to end when gunicorn itself was killed. One with busy
    connections would go on for `graceful_timeout` and hold the port, against the next
    start of the site."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def post_worker_init(worker):
    """The first worker ends the server in whose place this one was started."""
    if worker.age == 1 and "REPLACES" in os.environ:
        with suppress(ProcessLookupError):  # it died by itself
            os.kill(int(os.environ["REPLACES"]), signal.SIGTERM)


def when_ready(server):
    """The workers begin as copies of this process: each knows how to reach the spa, even
    if it never gets to read its row. And they go on sharing the memory of what is loaded by
    now, in which the search for garbage would write, process by process."""
    from django.apps import apps
    from django.db import Error, connections

    if apps.ready:  # it serves the site, and not the bench's “hello world”
        with suppress(Error):
            apps.get_model("booking.Spa").objects.current()
        connections.close_all()
    gc.freeze()
