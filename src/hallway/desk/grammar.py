"""Grammar beside the guides: findings of Harper, where the extra `grammar` is installed."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

from hallway.desk.context import Grammar
from hallway.desk.drafts import Draft, Span
from hallway.desk.findings import Finding
from hallway.desk.word_lists import phrase_lists
from hallway.playbooks.cautions import Severity

if TYPE_CHECKING:
    from harper import Lint, Linter, Suggestion

_OF_SPELLING = frozenset({"Spelling", "Typo"})
_LEFT_ALONE = frozenset({"Capitalization", "Formatting", "Enhancement", "Readability", "Style"})
"""Matters of taste, and of line breaks that only a mail has."""


def find_grammar() -> Grammar | None:
    """Return the grammar checker, or None where the extra is not installed."""
    return find_grammar_faults if find_spec("harper") else None


def find_built_grammar() -> Grammar | None:
    """Return the grammar checker where it was used before: the first use takes a second to build it."""
    return find_grammar_faults if _linter.cache_info().currsize else None


def find_grammar_faults(draft: Draft) -> Iterator[Finding]:
    """Yield what Harper finds in the body of a draft, as notes under its own name.

    Names, words of medicine and matters of taste are left alone.
    """
    texts = [draft.text[part.start : part.end] for part in draft.paragraphs]
    for part, found in zip(draft.paragraphs, _worker().submit(_lint, texts).result(), strict=True):
        for each in found:
            if not _is_left_alone(each):
                yield _finding(draft, part, each)


def _lint(texts: Sequence[str]) -> list[Sequence["Lint"]]:
    from harper import Language  # noqa: PLC0415 - an extra that need not be there

    return [_linter().lint(each, language=Language.PLAINTEXT) for each in texts]


@cache
def _worker() -> ThreadPoolExecutor:
    """Return the one thread that looks: pages are served by several, and each would warm up anew."""
    return ThreadPoolExecutor(1, thread_name_prefix="grammar")


@cache
def _linter() -> "Linter":
    from harper import Dialect, Linter  # noqa: PLC0415 - as above

    linter = Linter(dialect=Dialect.AMERICAN)
    linter.import_words(list(phrase_lists("medicine")["words"]))
    return linter


def _is_left_alone(fault: "Lint") -> bool:
    word = fault.problem_text
    if fault.lint_kind in _LEFT_ALONE:
        return True
    if any(each.isupper() for each in word) and (fault.lint_kind in _OF_SPELLING or word.isupper()):
        return True  # a name, or letters that stand for words
    endings = phrase_lists("medicine")
    known = word.casefold() in endings["words"] or word.casefold().endswith(endings["endings"])
    return fault.lint_kind in _OF_SPELLING and known


def _instead(fault: "Lint", suggestion: "Suggestion") -> str:
    from harper import SuggestionKind  # noqa: PLC0415 - as above

    is_more = suggestion.kind is SuggestionKind.INSERT_AFTER
    return f"{fault.problem_text if is_more else ''}{suggestion.replacement_text}"


def _finding(draft: Draft, part: Span, fault: "Lint") -> Finding:
    start, end = part.start + fault.span.start, part.start + fault.span.end
    choices = [_instead(fault, each) for each in fault.suggestions]
    told = [f"“{each}”" for each in choices if each][:3]
    return Finding(
        rule=f"grammar.{fault.lint_kind.casefold()}",
        rows=(),
        severity=Severity.NOTE,
        start=start,
        end=end,
        quote=draft.text[start:end],
        says=fault.message.replace("`", "“", 1).replace("`", "”", 1),
        because="Harper, a grammar checker on this machine, says so; it is no guide, and it errs at times.",
        guide="",
        remedy=f"Perhaps: {' or '.join(told)}." if told else "Read the words once more.",
        replacement=choices[0] if len(choices) == 1 else None,
    )
