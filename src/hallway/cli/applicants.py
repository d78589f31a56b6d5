"""`hallway setup`: who the applicant is."""

from collections.abc import Iterator

import typer

from hallway.actions import applicants
from hallway.actions.applicant_fields import APPLICANT_FIELDS
from hallway.actions.typed_text import read_name, read_number, read_zone
from hallway.cli import show
from hallway.cli.asking import ask_until, choose, zone_of_machine
from hallway.cli.errors import NeedsMore
from hallway.cli.fields import takes_fields, typed_fields
from hallway.cli.frame import command, commands, is_json
from hallway.cli.opening import answer, is_terminal, open_record
from hallway.domain.applicants import Applicant

app = commands()

_NEEDED = ("name", "audience", "zone")


@command(
    app,
    "setup",
    examples=[
        "hallway setup",
        'hallway setup --name "Dana Reyes" --audience img-general --zone America/New_York',
        'hallway setup --specialty "internal medicine" --match-year 2028 --exam "Step 1; passed; 2025-03-02"',
    ],
    json="{applicant}",
)
@takes_fields(APPLICANT_FIELDS)
def setup(context: typer.Context, **typed: object) -> None:
    """Say who you are; every window and preset depends on it.

    Without options, at a terminal, it asks a few short questions. With options it asks nothing; later it
    changes what the options name and leaves the rest. An empty value clears a field.
    """
    record = open_record(context)
    fields = typed_fields(APPLICANT_FIELDS, typed)
    before = applicants.find_applicant(record.store)
    missing = [each for each in _NEEDED if before is None and not fields.get(each)]
    if missing and is_terminal() and not is_json(context):
        fields = _interview(fields)
    elif missing:
        raise NeedsMore(
            f"Setting up needs {' and '.join(f'--{each}' for each in missing)}. "
            'Such as: hallway setup --name "Dana Reyes" --audience img-general --zone America/New_York'
        )
    elif not fields:
        raise NeedsMore(
            "You are set up. Name what to change, such as --match-year 2028; see hallway setup --help."
        )
    applicant = applicants.set_up(record.store, record.clock, fields=fields)
    answer(context, {"applicant": applicant}, _lines(applicant, is_new=before is None))


def _interview(given: dict[str, str]) -> dict[str, str]:
    """Ask for what is missing: four questions, and the day's clock."""
    fields = dict(given)
    if not fields.get("name"):
        fields["name"] = ask_until("Your name", lambda text: read_name("name", text))
    if not fields.get("audience"):
        typer.echo("Which guide fits you best? It sets every window, count and length; each can be changed.")
        audiences = APPLICANT_FIELDS["audience"].choices
        fields["audience"] = choose("Guide", audiences, [show.GUIDES.get(each, each) for each in audiences])
    if "specialties" not in fields:
        fields["specialties"] = typer.prompt("Specialty", default="", show_default=False)
    if "match_year" not in fields:
        allowed = APPLICANT_FIELDS["match_year"].allowed
        year = ask_until(
            "The year in whose March you hope to match (empty when open)",
            lambda text: read_number("match year", text, allowed),
        )
        fields["match_year"] = str(year or "")
    if not fields.get("zone"):
        fields["zone"] = ask_until(
            "Your time zone", lambda text: read_zone("zone", text or " "), default=zone_of_machine()
        )
    return fields


def _lines(applicant: Applicant, *, is_new: bool) -> Iterator[str]:
    yield show.bold(f"{'Welcome' if is_new else 'Changed'}, {show.clean(applicant.name)}.")
    details = [
        ("Guide", show.GUIDES.get(applicant.audience, applicant.audience)),
        ("Specialty", ", ".join(applicant.specialties)),
        ("Match year", str(applicant.match_year or "")),
        ("Time zone", applicant.zone),
    ]
    yield from show.table([each for each in details if each[1]])
    if is_new:
        yield ""
        yield from show.wrap(
            'Next: add somebody you know (hallway person add "Ana Novak"), or bring what you have '
            "(hallway import connections.csv). Then: hallway today."
        )
