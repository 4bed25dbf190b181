"""The real application with one more route, for tests: a submission over plain HTTP, acknowledged when it is kept."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route

from app import app as town
from data.access import INHABITANT
from prototype.models import ContactDetails
from services import get_services
from tests.prototype.conftest import lamp


async def submit(request: Request) -> PlainTextResponse:
    number = int(request.path_params["number"])
    report = lamp(key=f"{number:032}", contact=ContactDetails(email=f"someone{number}@example.org"))
    receipt = await run_in_threadpool(lambda: get_services().requests.submit(by=INHABITANT, report=report))
    return PlainTextResponse(receipt.reference)


app = Starlette(
    routes=[Route("/submit/{number:int}", submit, methods=["POST"]), Mount("/", town)], lifespan=town.lifespan()
)
