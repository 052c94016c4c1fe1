"""The routes of the API under their address, with what they share."""

from litestar import Router
from litestar.di import Provide
from litestar.exceptions import HTTPException

from dragoman.errors import DragomanError
from dragoman.web.api import PREFIX, judging, listing, single
from dragoman.web.api.asking import asked_horizon, asked_page, asked_period, asked_sides, check_names
from dragoman.web.api.problems import broken, refused, told


def api_router() -> Router:
    """All operations of the API."""
    return Router(
        PREFIX,
        route_handlers=[
            single.workspace, listing.search,
            listing.articles, single.article, single.text, single.annotations,
            listing.events, single.event, listing.statements, listing.ties, listing.actors,
            listing.happenings, single.happening, listing.pairs, single.pair, single.brief,
            judging.judgements, judging.judgement, judging.judge, judging.undo,
        ],
        dependencies={
            "sides": Provide(asked_sides, sync_to_thread=False),
            "period": Provide(asked_period, sync_to_thread=False),
            "known": Provide(asked_horizon, sync_to_thread=False),
            "paging": Provide(asked_page, sync_to_thread=False),
        },
        guards=[check_names],
        exception_handlers={HTTPException: told, DragomanError: refused, Exception: broken},
        include_in_schema=True,
    )  # fmt: skip
