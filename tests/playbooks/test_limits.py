"""Every limit has its levels and the reason, and a caution that speaks at a level is as loud as the level."""

from hallway.playbooks.library import make_playbook, shipped
from hallway.playbooks.limits import read_limits, shipped_limits
from hallway.playbooks.values import AUDIENCES

KNOWN = {each.key: each for each in shipped().values}


def test_the_warn_level_never_lies_beyond_the_strong_one() -> None:
    falling = {"letter-lead"}  # fewer weeks are worse
    for audience in AUDIENCES:
        playbook = make_playbook(audience, overrides={})
        for each in shipped_limits():
            if each.warn and each.strong:
                levels = [playbook.number(each.warn), playbook.number(each.strong)]
                assert levels == sorted(levels, reverse=each.id in falling), (audience, each.id)


def test_every_limit_has_a_reason_of_its_own() -> None:
    reasons = [each.because for each in shipped_limits()]
    assert all(reasons)
    assert len(set(reasons)) == len(reasons)


def test_cautions_are_as_loud_as_the_level_they_speak_at() -> None:
    levels = {key: level for each in shipped_limits() for level, key in _levels(each.warn, each.strong)}
    spoken = {
        each.id: (each.severity, levels[each.limits[0]])
        for each in shipped().cautions
        if each.limits and each.limits[0] in levels
    }
    assert spoken
    assert [
        key for key, (severity, level) in spoken.items() if (severity == "strong") != (level == "strong")
    ] == []


def _levels(warn: str, strong: str) -> list[tuple[str, str]]:
    return [(level, key) for level, key in (("warn", warn), ("strong", strong)) if key]


def test_a_limit_without_a_level_or_with_an_unknown_key_is_refused() -> None:
    text = '[[limit]]\nid = "a"\nsays = "A."\nbecause = "B."\nrows = ["FUP-01"]\n'
    assert [each.key for each in read_limits(text, KNOWN)[1]] == ["warn"]
    _, problems = read_limits(text + 'strong = "nudge.dayz"\n', KNOWN)
    assert [(each.line, each.key) for each in problems] == [(6, "strong")]
    assert "nudge.days" in problems[0].remedy
