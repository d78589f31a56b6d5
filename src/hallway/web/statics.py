"""Static files: style, script, mark."""

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.responses import Response

from hallway.web.rendering import load_assets

router = APIRouter()

_FOREVER = {"Cache-Control": "public, max-age=31536000, immutable"}


@router.get("/static/{mark}/{name}")
async def show(mark: str, name: str) -> Response:
    """Show one static file; its address changes with its content, so browsers may keep it."""
    found = load_assets().find(mark, name)
    if found is None:
        raise HTTPException(404)
    return Response(found.body, media_type=found.media_type, headers=_FOREVER)


@router.get("/favicon.ico")
async def show_icon() -> Response:
    """Show the mark to browsers that ask by this name."""
    return await show(load_assets().address("mark.svg").split("/")[2], "mark.svg")
