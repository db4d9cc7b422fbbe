"""The composition root of the office service: from files and options to a running ASGI app."""

import contextlib
import fcntl
import logging
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import uvicorn
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from office.access import Access
from office.api import API, PREFIX, healthz
from office.clock import Clock
from office.contract import Problem, RefusalCode
from office.edge import HEADERS, Edge, problem_response
from office.errors import AlreadyServing, LogError, StorageFailed
from office.keys import Keys, load_keys
from office.live import LiveOffice
from office.log import Log, open_engine
from office.officefile import OfficeFile
from office.pages.handlers import PAGES, make_pages, problem_page
from office.problems import ProblemError, problem
from office.service import Service

logger = logging.getLogger(__name__)
_CODES: dict[int, RefusalCode] = {
    404: "not_found", 405: "method_not_allowed", 413: "too_large",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Store:
    """The data folder: database, keys and the lock that only one service may hold."""

    folder: Path
    log: Log
    keys: Keys


def open_store(folder: Path) -> Store:
    """Open (or make) the data folder. Raises KeysError, StorageFailed."""
    _make(folder)
    database = folder / "office.db"
    keys = load_keys(folder / "keys.json", create=not database.exists())
    log = Log(open_engine(database))
    log.claim(keys.fingerprint())
    return Store(folder, log, keys)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise StorageFailed(f"{folder} is no folder for data: {error.strerror}") from error


@contextlib.contextmanager
def only_service(folder: Path) -> Iterator[None]:
    """Hold the data folder's lock while serving. The kernel frees it however the process ends.
    Raises AlreadyServing, StorageFailed."""
    _make(folder)
    with (folder / "office.db.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyServing(
                f"another office service already uses {folder}; stop it first, "
                "or give this one a data folder of its own with --data"
            ) from None
        yield


def is_served(folder: Path) -> bool:
    """Whether a service holds the data folder's lock now."""
    try:
        with only_service(folder):
            return False
    except AlreadyServing:
        return True


def create_app(store: Store, files: list[OfficeFile], public_url: str, clock: Clock) -> FastAPI:
    """The app with all routes; its lifespan opens the day and starts the tickers."""
    offices = {
        file.config.office.id: LiveOffice(file, public_url, store.log, store.keys, clock)
        for file in files
    }
    access = Access(store.log, store.keys, clock, offices)

    @contextlib.asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        for office in offices.values():
            await office.start()
        yield
        for office in offices.values():
            await office.stop()

    app = FastAPI(
        title="Wartemarke office", version="1", docs_url=None, redoc_url=None,
        openapi_url="/api/v1/openapi.json", lifespan=lifespan,
    )  # fmt: skip
    app.state.service = Service(store.log, store.keys, clock, access, offices)
    app.state.access = access
    app.add_api_route("/healthz", healthz, methods=["GET"])
    for route in API:
        app.add_api_route(PREFIX + route.path, route.handler, methods=[route.method])
    _add_pages(app)
    _add_refusals(app)
    app.add_middleware(Edge)
    return app


def _add_pages(app: FastAPI) -> None:
    app.state.pages = make_pages()
    for route in PAGES:
        app.add_api_route(
            route.path,
            route.handler,
            methods=[route.method],
            include_in_schema=False,
            response_class=Response,
        )


def _add_refusals(app: FastAPI) -> None:
    def refused(request: Request, found: Problem) -> Response:
        if request.url.path.startswith("/api/") or request.url.path == "/healthz":
            return problem_response(found)
        return problem_page(request, found)

    async def on_problem(request: Request, error: Any) -> Response:
        return refused(request, error.problem)

    async def on_invalid(request: Request, error: Any) -> Response:
        where = "; ".join(
            ".".join(str(part) for part in found["loc"]) + ": " + found["msg"]
            for found in error.errors()[:5]
        )
        return refused(request, problem("invalid", where))

    async def on_http(request: Request, error: Any) -> Response:
        response = refused(request, problem(_CODES.get(error.status_code, "invalid")))
        response.headers.update(error.headers or {})  # 405 must name what is allowed
        return response

    async def on_log(request: Request, error: Any) -> Response:
        logger.error("log failed reason=%s", error)
        return refused(request, problem("storage_failed"))

    async def on_bug(request: Request, _error: Exception) -> Response:
        response = refused(request, problem("internal"))
        response.headers.update(HEADERS)  # this answer is given outside of Edge
        return response

    app.add_exception_handler(ProblemError, on_problem)
    app.add_exception_handler(LogError, on_log)
    app.add_exception_handler(RequestValidationError, on_invalid)
    app.add_exception_handler(HTTPException, on_http)
    app.add_exception_handler(Exception, on_bug)


class Server(uvicorn.Server):
    """uvicorn, but a day that cannot be opened ends it with its own error, and open feeds are told
    to end before it waits for connections to close."""

    async def startup(self, sockets: Any = None) -> None:
        app: FastAPI = self.config.app  # type: ignore[assignment]
        for office in app.state.service.offices.values():
            await office.start()
        await super().startup(sockets)

    async def shutdown(self, sockets: Any = None) -> None:
        app: FastAPI = self.config.app  # type: ignore[assignment]
        for office in app.state.service.offices.values():
            office.end_feeds()
        await super().shutdown(sockets)


def serve(app: FastAPI, host: str, port: int) -> None:
    """Serve until SIGINT or SIGTERM. Raises LogError when today cannot be opened."""
    config = uvicorn.Config(
        app, host=host, port=port, access_log=False, log_config=None, server_header=False,
        date_header=True, timeout_graceful_shutdown=3, lifespan="on",
    )  # fmt: skip
    Server(config).run()
