"""The site's SQLite on a slow disk: what is written takes its time to reach it, and nobody
else can write meanwhile."""

import time

from knotcare.sqlite import base

SECONDS = 0.4


class DatabaseWrapper(base.DatabaseWrapper):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.execute_wrappers.append(update_in_a_transaction)

    def get_new_connection(self, conn_params):
        self.on_disk = 0
        return super().get_new_connection(conn_params)

    def _commit(self):
        changes = self.connection.total_changes
        if changes > self.on_disk:
            time.sleep(SECONDS)
        super()._commit()
        self.on_disk = changes


def update_in_a_transaction(execute, sql, params, many, context):
    """Execute a statement; an update by itself becomes a transaction, and so is slow."""
    wrapper = context["connection"]
    if wrapper.connection.in_transaction or not sql.startswith("UPDATE"):
        return execute(sql, params, many, context)
    wrapper.connection.execute("BEGIN IMMEDIATE")
    try:
        return execute(sql, params, many, context)
    finally:
        wrapper._commit()
