"""Is it well? One address for the supervisor, the proxy and the monitor."""

from __future__ import annotations

from django.db import DatabaseError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache


@transaction.non_atomic_requests
@never_cache
def health(_: HttpRequest) -> HttpResponse:
    """Answer 200 when a request can reach the database, 503 when it cannot."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("select 1")
    except DatabaseError:
        return HttpResponse("no database\n", status=503, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain")
