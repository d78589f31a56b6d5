"""What may be wrong with a template though its tables are in order: slots nobody defined, brackets, keys."""

import re
from collections.abc import Mapping, Sequence

from hallway.desk.sources import sources
from hallway.desk.templates import CV, GROUP, SLOT, Part, Slot, slots_of
from hallway.domain.messages import Medium
from hallway.playbooks.library import shipped
from hallway.playbooks.strict import Reader, Where, mapping_of, nearest


def check_key(reader: Reader, where: Where, name: str, key: str) -> None:
    """Note a key that no value of the guides has."""
    known = [each.key for each in shipped().values]
    if key and key not in known:
        reader.fault(where, name, f"The guides have no {key!r}.", nearest(key, known))


def check_subject(reader: Reader, where: Where, taken: Mapping[str, object], names: Sequence[str]) -> None:
    """Note a mail without a subject, a subject without a mail, and faults within it."""
    is_mail = taken.get("medium") == Medium.MAIL
    if is_mail and "subject" not in taken:
        reader.fault(where, "subject", "A mail needs a subject.", 'Write subject = "...".')
    if not is_mail and "subject" in taken:
        reader.fault(where, "subject", "Only a mail has a subject.", "Take it out.")
    for key, text in (
        ("subject", str(taken.get("subject", ""))),
        *(("subject_for", str(each)) for each in mapping_of(taken.get("subject_for")).values()),
    ):
        _check_text(reader, where, key, text, names)


def check_part(reader: Reader, where: Where, part: Part, slots: Sequence[Slot]) -> None:
    """Note slots that a part names and nobody defined, and answers that are no choice."""
    names = [each.name for each in slots]
    for key, text in (("text", part.text), *(("text_for", each) for each in part.text_for.values())):
        _check_text(reader, where, key, text, names)
    for key, wanted in (("needs", part.needs), ("unless", part.unless), ("when", tuple(part.when))):
        for name in wanted:
            if name != CV and name not in names and name not in sources():
                reader.fault(where, key, f"There is no slot {name!r}.", nearest(name, [*names, CV]))
    for name, answer in part.when.items():
        slot = next((each for each in slots if each.name == name), None)
        if slot is not None and slot.choices and answer not in slot.choices:
            says = f"{answer!r} is no choice of {name!r}."
            reader.fault(where, "when", says, nearest(answer, slot.choices))


def _check_text(reader: Reader, where: Where, key: str, text: str, names: Sequence[str]) -> None:
    for name in slots_of((text,)):
        if name not in names and name not in sources():
            reader.fault(
                where,
                key,
                f"There is no slot {name!r}.",
                nearest(name, [*names, *sources()]),
            )
    if re.search(r"[{}]", SLOT.sub("", text)):
        says = "A brace stands alone, or what is in braces is no name of a slot."
        reader.fault(where, key, says, "Write slots as {topic}, in small letters.")
    if re.search(r"[\[\]]", GROUP.sub("", text)):
        says = "A square bracket stands alone, or within another pair."
        reader.fault(where, key, says, "Put words that may be left out in one pair: [ at {place}].")
    for group in GROUP.findall(text):
        if not SLOT.search(group):
            says = f"Nothing in [{group}] can be empty."
            reader.fault(where, key, says, "Square brackets hold words that go where a slot is empty.")
