"""The site's SQLite on a slow disk: each transaction takes a third of a second to reach it,
and nobody else can write meanwhile."""

import time

from knotcare.sqlite import base

SECONDS = 0.3


class DatabaseWrapper(base.DatabaseWrapper):
    def _commit(self):
        if self.connection.in_transaction:
            time.sleep(SECONDS)
        super()._commit()
