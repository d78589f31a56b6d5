"""What changed in the guides between versions, and how the applicant's own numbers differ; to share, too."""

from fastapi import APIRouter
from starlette.responses import Response

from hallway.actions import guide_changes as actions
from hallway.actions.audience_files import export_audience
from hallway.domain.errors import HallwayError
from hallway.web.errors import status_of
from hallway.web.forms import EMPTY, Form
from hallway.web.visits import Here, Visit

router = APIRouter()


@router.get("/guides/changes")
def show(visit: Here, old: str = "", new: str = "") -> Response:
    """Show what changed in the guides from one version to another."""
    return visit.show(
        "guide_changes.html", changes=actions.list_changes(visit.store, visit.app.clock, old=old, new=new)
    )


@router.get("/guides/yours")
def show_own(visit: Here) -> Response:
    """Show which numbers and rules are the applicant's own, and offer them as a file."""
    return _own(visit)


@router.get("/guides/yours/file")
def hand_over(visit: Here, audience: str = "", name: str = "") -> Response:
    """Hand over the present numbers and rules as the file of an audience."""
    try:
        text = export_audience(visit.store, audience=audience.strip(), name=name.strip() or audience.strip())
    except HallwayError as error:
        return _own(visit, Form({"audience": (audience,), "name": (name,)}), error)
    return Response(
        text,
        media_type="application/toml",
        headers={"Content-Disposition": f'attachment; filename="{audience.strip()}.toml"'},
    )


def _own(visit: Visit, form: Form = EMPTY, fault: HallwayError | None = None) -> Response:
    status = status_of(fault) if fault else 200
    own = actions.list_own_differences(visit.store, visit.app.clock)
    return visit.show("guides_yours.html", status, form=form, fault=fault, own=own)
