"""Puts the floors together; nothing else."""

import gc
from datetime import timedelta

from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Route

from ideas import given
from ideas.pages import PAGES
from ideas.settings import settings
from ideas.web.failing import show_failures
from ideas.web.headers import Headers
from ideas.web.render import name_paths
from ideas.web.routing import ByFirstWord
from ideas.web.static import KeptFiles


def lasting_app() -> FastAPI:
    """For a process that serves: what is loaded by now stays, so nobody waits while it is looked
    through for what could be thrown away."""
    app = build_app()
    gc.collect()
    gc.freeze()
    return app


def build_app() -> FastAPI:
    if shift := settings().clock_shift:
        given.set_world(shift=timedelta(seconds=shift))
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, title="Wadah")
    routes = [route for pages in PAGES for route in pages.router.routes if isinstance(route, Route)]
    app.router.routes.append(ByFirstWord(routes))
    name_paths({route.name: route.path for route in routes})
    app.mount("/static", KeptFiles())
    show_failures(app)
    app.add_middleware(GZipMiddleware, minimum_size=800, compresslevel=4)
    app.add_middleware(Headers)
    return app
