"""Writes docs/reference/templates.md: the file format, the sources of slots, the templates that ship."""

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from hallway.desk.sources import sources
from hallway.desk.template_reading import MOMENTS, shipped_templates
from hallway.desk.templates import KINDS, ROLES, UNITS, Limit, Template
from hallway.domain.interactions import Kind
from hallway.domain.messages import Medium, Request
from hallway.playbooks.library import ANY_AUDIENCE, make_playbook
from hallway.playbooks.values import AUDIENCES, write_content

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "templates.md"

EXAMPLE = """\
[[template]]
id = "my-thanks"
name = "Thanks for a book"
says = "A short thank-you for a book that somebody named to me."
medium = "mail"
request = "none"
moment = "follow-up"
records = "mailed"
subject = "Thank you for {book}"

[[template.slot]]
name = "book"
ask = "Which book did they name?"
example = "the atlas of flaps"

[[template.part]]
role = "greeting"
text = "{them.greeting}"

[[template.part]]
role = "thanks"
text = "Thank you for naming {book} to me[ when we met at the {met.event}]. I am reading it in the evenings."

[[template.part]]
role = "body"
needs = ["work.insight"]
text = "It goes well with your own work, in which one thing stayed with me: {work.insight}."

[[template.part]]
role = "closing"
text = "Kind regards,\\n{me.signature}"
"""
"""A whole template of one's own: the tests read it."""

FORMAT = """\
# Templates

<!-- Written by tools/template_reference.py from the templates. Change those, then run it again. -->

`hallway write TEMPLATE --to NAME` fills a template: answers that you give with `--set slot=value` come first,
then your record; what neither knows becomes a question, and stands in the text in square brackets until you
answer it. Nothing is made up: a sentence that can do without its slot is left out instead.

## Writing your own

One TOML file holds one template. `hallway templates add FILE` checks it and keeps it in your record; a fault
is told with its line, and then nothing is kept. A key that is not listed here is a fault.

```toml
{example}```

| `[[template]]` | |
|---|---|
| `id` | Letters, digits and hyphens. Ids that begin with `TPL-` belong to the templates that ship. |
| `name`, `says` | What the chooser shows. |
| `medium` | {media} |
| `request` | What it asks for: {requests} |
| `moment` | Where the chooser shows it: {moments} |
| `records` | The contact that is logged when it has gone: {kinds}. Left out for a text that goes to nobody. |
| `subject`, `subject_for` | The subject of a mail, and other words for other audiences. |
| `cold` | `true` for a first mail to somebody who does not know you. |
| `cv` | The key of the value that says whether your CV goes along, such as `mail.cold.attach_cv.advice`. |
| `rows`, `guides` | Requirement rows and guides that it follows; empty in your own. |

| `[[template.slot]]` | |
|---|---|
| `name` | Small letters, digits and `_`; `{{name}}` in a text stands for it. |
| `from` | A source of the list below; left out where only you know the answer. |
| `ask`, `example` | The question when nothing is known, and an invented answer. |
| `kind` | {slot_kinds}; a `choice` has `choices`, a `day` is typed as 2026-10-03 and written October 3. |
| `needed` | `false`: what needs it is left out when it is empty. |

A source may stand in a text without a slot of its own: `{{me.name}}`.

| `[[template.part]]` | |
|---|---|
| `role` | {roles} |
| `text`, `text_for` | The words, and those for other audiences. `[ ]` goes where a slot within is empty. |
| `needs`, `unless` | Slots that must be filled, or empty, for it to stand; `cv` is the CV that goes along. |
| `when` | Slots and answers: `{{ whom = "resident" }}`. |
| `only` | The audiences that get it. |
| `joins` | `true`: it goes on in the paragraph before. |

| `[[template.limit]]` | |
|---|---|
| `unit` | {units} |
| `key`, or `least` and `most` | A value of the guides, or numbers of your own. |

Audiences: {audiences}.

"""


def reference() -> str:
    """Return the whole page."""
    head = FORMAT.format(
        example=EXAMPLE,
        media=_listed(each.value for each in Medium),
        requests=_listed(each.value for each in Request),
        moments=_listed(MOMENTS),
        kinds=_listed(each.value for each in Kind),
        slot_kinds=_listed(KINDS),
        roles=_listed(ROLES),
        units=_listed(UNITS),
        audiences=_listed(AUDIENCES),
    )
    return head + "\n".join([*_sources(), *_templates()]) + "\n"


def _sources() -> Iterator[str]:
    yield "## Sources"
    yield ""
    yield "| Source | Says | For example |"
    yield "|---|---|---|"
    for each in sources().values():
        marks = " Left out when empty." if each.is_optional else ""
        yield f"| `{each.name}` | {_cell(each.says)}{marks} | {_cell(each.example)} |"
    yield ""


def _templates() -> Iterator[str]:
    yield "## Templates that ship"
    yield ""
    yield "| Id | Name | Asks for | Length | Guides |"
    yield "|---|---|---|---|---|"
    for each in shipped_templates():
        limits = "; ".join(_limit(limit) for limit in each.limits)
        yield f"| {each.id} | {_cell(each.name)} | {each.request} | {limits} | {_guides(each)} |"


def _limit(limit: Limit) -> str:
    if limit.key:
        content = make_playbook(ANY_AUDIENCE, overrides={}).values[limit.key].content
        return f"{write_content(content)} {limit.unit}"
    if limit.least is not None and limit.most is not None:
        return f"{limit.least}-{limit.most} {limit.unit}"
    return (
        f"at most {limit.most} {limit.unit}" if limit.most is not None else f"from {limit.least} {limit.unit}"
    )


def _guides(template: Template) -> str:
    return "all" if set(template.guides) == set(AUDIENCES) else ", ".join(template.guides)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{each}`" for each in names)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def main() -> int:
    """Write the page, or check it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="tell whether the page is fresh")
    text = reference()
    if not parser.parse_args().check:
        PAGE.parent.mkdir(parents=True, exist_ok=True)
        PAGE.write_text(text, encoding="utf-8")
        return 0
    if not PAGE.is_file() or PAGE.read_text(encoding="utf-8") != text:
        sys.stderr.write(f"{PAGE} is stale: run python tools/template_reference.py\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
