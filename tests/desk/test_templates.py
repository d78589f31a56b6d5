"""Templates are read strictly: ours are sound, and one's own are told their faults with the line."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hallway.desk.sources import look_up, sources
from hallway.desk.template_reading import MOMENTS, read_own_template, read_templates, shipped_templates
from hallway.desk.templates import Template
from hallway.playbooks.values import AUDIENCES
from tests.desk.full_record import empty_material, full_material
from tools.template_reference import EXAMPLE, PAGE, reference

KNOWN = frozenset({"TPL-01", "my-other"})
OWN = EXAMPLE


def own(text: str) -> Template:
    found, problems = read_own_template(text, KNOWN)
    assert problems == ()
    assert found is not None
    return found


def faults(text: str) -> list[tuple[int, str]]:
    found, problems = read_own_template(text, KNOWN)
    assert found is None
    return [(each.line, each.key) for each in problems]


def line_of(text: str, words: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), start=1) if words in line)


def test_a_template_of_ones_own_reads_as_it_is_written() -> None:
    template = own(OWN)
    assert (template.id, template.is_own, template.records) == ("my-thanks", True, "mailed")
    assert [each.role for each in template.parts] == ["greeting", "thanks", "body", "closing"]
    assert [each.name for each in template.slots] == [
        "book",
        "them.greeting",
        "met.event",
        "work.insight",
        "me.signature",
    ]


def test_a_source_in_a_text_asks_its_own_question() -> None:
    event = next(each for each in own(OWN).slots if each.name == "met.event")
    assert (event.ask, event.source) == (sources()["met.event"].ask, "met.event")


@pytest.mark.parametrize(
    ("wrong", "right", "key"),
    [
        ('medium = "letter"', 'medium = "mail"', "medium"),
        ('request = "money"', 'request = "none"', "request"),
        ('recods = "mailed"', 'records = "mailed"', "recods"),
        ('subject = "Thank you for {bok}"', 'subject = "Thank you for {book}"', "subject"),
        ('subject = "Thank you for {book"', 'subject = "Thank you for {book}"', "subject"),
        ('subject = "Thank you [for {book}"', 'subject = "Thank you for {book}"', "subject"),
        ('subject = "Thank you [once more]"', 'subject = "Thank you for {book}"', "subject"),
        ('id = "tpl-99"', 'id = "my-thanks"', "id"),
        ('id = "my-other"', 'id = "my-thanks"', "id"),
        ('role = "hello"', 'role = "greeting"', "role"),
        ('needs = ["work.insigt"]', 'needs = ["work.insight"]', "needs"),
    ],
)
def test_a_fault_is_told_with_its_line(wrong: str, right: str, key: str) -> None:
    text = OWN.replace(right, wrong, 1)
    assert (line_of(text, wrong), key) in faults(text)


def test_what_is_missing_unused_or_doubled_is_told() -> None:
    assert "name" in {key for _, key in faults(OWN.replace('name = "Thanks for a book"\n', ""))}
    assert "subject" in {key for _, key in faults(OWN.replace('subject = "Thank you for {book}"\n', ""))}
    assert "subject" in {key for _, key in faults(OWN.replace('medium = "mail"', 'medium = "spoken"'))}
    assert "slot" in {key for _, key in faults(OWN.replace("{book}", "it"))}
    doubled = OWN + '[[template.slot]]\nname = "book"\nask = "Which?"\n'
    assert "slot" in {key for _, key in faults(doubled)}


def test_a_slot_without_a_source_needs_a_question_and_a_choice_its_choices() -> None:
    assert "ask" in {key for _, key in faults(OWN.replace('ask = "Which book did they name?"\n', ""))}
    assert "choices" in {
        key for _, key in faults(OWN.replace('ask = "Which', 'kind = "choice"\nask = "Which'))
    }
    assert "from" in {
        key for _, key in faults(OWN.replace('ask = "Which', 'from = "work.titel"\nask = "Which'))
    }


def test_a_variant_is_for_a_choice_that_there_is() -> None:
    slot = (
        '[[template.slot]]\nname = "whom"\nask = "?"\nkind = "choice"\nchoices = ["resident", "attending"]\n'
    )
    part = '[[template.part]]\nrole = "body"\ntext = "Yes."\nwhen = { whom = "fellow" }\n'
    assert (line_of(OWN + slot + part, "when ="), "when") in faults(OWN + slot + part)
    own(OWN + slot + part.replace("fellow", "resident"))


def test_a_limit_has_a_key_of_the_guides_or_numbers() -> None:
    limit = '[[template.limit]]\nunit = "words"\n'
    assert faults(OWN + limit) == [(line_of(OWN + limit, "[[template.limit]]"), "key")]
    assert "key" in {key for _, key in faults(OWN + limit + 'key = "mail.cold.words"\n')}
    assert own(OWN + limit + "most = 120\n").limits[0].most == 120


def test_a_file_holds_one_template_and_nothing_else() -> None:
    assert faults("") == [(1, "template")]
    assert faults(OWN + OWN.replace("my-thanks", "my-second")) == [(1, "template")]
    assert faults("id = [1\n")[0][0] >= 1
    assert faults('[[template]]\nid = "x1"\n' + "a = 1\n" * 2)[0][0] == 4
    assert faults("#" * 30_000) == [(1, "")]
    assert "rule" in {key for _, key in faults(OWN + "[[rule]]\nid = 1\n")}


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [*OWN.splitlines(), "[[template]]", "part = 3", "[template]", 'x = "{', "[[]]", "slot = [1]"]
        ),
        max_size=30,
    )
)
def test_no_file_of_jumbled_lines_breaks_the_reader(lines: list[str]) -> None:
    found, problems = read_own_template("\n".join(lines), KNOWN)
    assert (found is None) is bool(problems)


@pytest.mark.parametrize("template", shipped_templates(), ids=lambda each: each.id)
def test_a_template_that_ships_is_whole(template: Template) -> None:
    assert template.moment in MOMENTS
    assert template.rows[0] == template.id[:6]
    assert set(template.guides) <= set(AUDIENCES)
    assert template.guides
    assert template.parts


def test_the_shipped_templates_have_ids_that_their_own_reader_refuses_to_others() -> None:
    for each in shipped_templates():
        text = OWN.replace('"my-thanks"', f'"{each.id.lower()}"')
        assert read_own_template(text, frozenset())[0] is None


def test_every_source_has_an_answer_in_a_full_record_or_none_at_all() -> None:
    full = [
        full_material(each, is_followed_up=is_followed_up)
        for each in AUDIENCES
        for is_followed_up in (False, True)
    ]
    silent = {"me.why", "me.experiences", "me.why_abroad", "me.tie", "them.introduced_by"}
    silent |= {"met.topic", "met.next_step", "first.topic", "news.latest"}
    for name in sources():
        assert look_up(name, empty_material("img-general")) == "" or name.startswith("ask.")
        assert name in silent or any(look_up(name, each) for each in full), name


def test_the_reference_is_fresh_and_its_example_is_sound() -> None:
    """After a change of templates or sources: python tools/template_reference.py."""
    assert PAGE.read_text(encoding="utf-8") == reference()
    assert read_templates(EXAMPLE)[1] == ()
