"""The database's time: asked once per request or step, then passed on as a value.

The database decides when an hour has come, so that all nodes agree. SQLite's clock is that of the process.
"""

from datetime import datetime

from django.db import connection

NOW = {
    "postgresql": "SELECT to_char(statement_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"+00:00\"')",
    "sqlite": "SELECT strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now')",
}


def now() -> datetime:
    """The present instant, aware, in UTC."""
    with connection.cursor() as cursor:
        cursor.execute(NOW[connection.vendor])
        return datetime.fromisoformat(cursor.fetchone()[0])
