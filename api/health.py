"""Whether the server works: it answers, and so does its database."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from services import get_services


async def healthz(request: Request) -> JSONResponse:
    """200 {"status": "ok"}, or 503 when the database does not answer."""
    if await run_in_threadpool(get_services().store.is_reachable):
        return JSONResponse({"status": "ok"})
    return JSONResponse({"status": "database unavailable"}, status_code=503)


ROUTES = [Route("/healthz", healthz)]
