"""Names in their parts: a guess for most, and the applicant's word for those written family first."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from nameparser import Lexicon, Parser, Policy

from hallway.domain.names import fold, with_credentials
from hallway.formats.names import NameParts, beside, comes_first, part_credentials, split_name

VOCABULARY = {
    each
    for words in (Lexicon.default().titles, Lexicon.default().particles, Lexicon.default().suffix_words)
    for each in words
    if each.isascii() and each.isalpha()
} | {"abdul", "née", "and", "von", "jun", "san"}
RUDE = st.one_of(
    st.text(max_size=80),
    st.text(alphabet=" ,.-'’\"()/陈伟김민준فریدÑáXVMD", max_size=40),
    st.lists(
        st.sampled_from(
            ["Dr.", "Prof", "Ana", "Novak,", "MD,", "PhD", "Jr.", "van", "der", "Nguyễn", "陈", ","]
        ),
        max_size=8,
    ).map(" ".join),
)


@pytest.mark.parametrize(
    ("name", "given_name", "family", "credentials"),
    [
        ("Ana Novak", "Ana", "Novak", ""),
        ("Dr. María José García-López, MD, PhD, FACC", "María José", "García-López", "MD, PhD, FACC"),
        ("van der Berg, Jan Willem, M.D.", "Jan Willem", "van der Berg", "M.D."),
        ("Robert J. O'Brien, Jr., MD, FACS", "Robert J.", "O'Brien", "MD, FACS"),
        ("Dr Ravi Menon MBBS DCH", "Ravi", "Menon", "MBBS DCH"),
        ("Ana Novak, PGY-3", "Ana", "Novak", ""),
        ("Wei Ma, MD", "Wei", "Ma", "MD"),
        ("Sam Lee (she/her), DO", "Sam", "Lee", "DO"),
        ("فرید رضایی", "فرید", "رضایی", ""),
        ("陈 伟", "伟", "陈", ""),
        ("Ana", "Ana", "", ""),
        ("Dr. Novak", "", "Novak", ""),
        ("???", "", "", ""),
    ],
)
def test_a_name_is_split_and_titles_fall_away(
    name: str, given_name: str, family: str, credentials: str
) -> None:
    assert split_name(name)[:3] == (given_name, family, credentials)


@pytest.mark.parametrize("name", ["陈伟", "山田太郎", "김민준"])
def test_a_name_without_blanks_stays_whole(name: str) -> None:
    assert split_name(name) == NameParts()


@given(
    st.one_of(st.sampled_from(sorted(VOCABULARY)), st.from_regex(r"[a-z]{3,9}", fullmatch=True)),
    st.one_of(st.sampled_from(sorted(VOCABULARY)), st.from_regex(r"[a-z]{3,9}", fullmatch=True)),
)
def test_the_short_way_for_plain_names_leads_where_the_parser_leads(one: str, other: str) -> None:
    name = f"{one.capitalize()} {other.capitalize()}"
    parsed = Parser(policy=Policy(segment_scripts=frozenset())).parse(name)
    if not parsed.suffix:  # we know more credentials
        assert split_name(name) == (parsed.given_names, parsed.family, "", parsed.title)


def test_a_family_name_that_the_applicant_knows_comes_first() -> None:
    assert split_name("Nguyễn Thị Minh Khai").family == "Khai"
    known = ["nguyen", "陈", "欧阳", "欧"]
    assert split_name("Nguyễn Thị Minh Khai", family_first=known)[:2] == ("Thị Minh Khai", "Nguyễn")
    assert split_name("Dr. NGUYEN Van An, MD", family_first=known) == ("Van An", "NGUYEN", "MD", "Dr.")
    assert split_name("陈伟", family_first=known)[:2] == ("伟", "陈")
    assert split_name("欧阳修", family_first=known)[:2] == ("修", "欧阳")
    assert split_name("Minh Khai Nguyễn", family_first=known)[:2] == ("Minh Khai", "Nguyễn")
    assert split_name("Nguyễn", family_first=known)[:2] == ("Nguyễn", "")


@given(RUDE, st.lists(RUDE, max_size=2))
@example("MD", [])
@example("a" * 500, [])
def test_no_text_is_too_rude_to_be_split(name: str, family_first: list[str]) -> None:
    parts = split_name(name, family_first=family_first)
    letters = fold("".join(parts)).replace(" ", "").replace(",", "")
    assert set(letters) <= set(fold(name))
    assert split_name(name, family_first=family_first) == parts


@given(RUDE, RUDE)
def test_what_stands_beside_a_part_makes_the_name_whole_again(part: str, name: str) -> None:
    rest = beside(part, name)
    if rest:
        assert fold(beside(rest, name)) == fold(part) or fold(part) == fold(rest)
    if comes_first(part, name):
        assert rest


@pytest.mark.parametrize(
    ("name", "bare", "credentials"),
    [
        ("Ana Novak, MD, PhD", "Ana Novak", "MD, PhD"),
        ("Ana Novak, M.D.", "Ana Novak", "M.D."),
        ("Ana Novak, MD FACS", "Ana Novak", "MD FACS"),
        ("Esther Okafor, MBChB", "Esther Okafor", "MBChB"),
        ("Smith, John, MD", "Smith, John", "MD"),
        ("陈伟, MD", "陈伟", "MD"),
        ("Robert O'Brien, Jr., MD", "Robert O'Brien, Jr.", "MD"),
        ("Novak, Ana", "Novak, Ana", ""),
        ("Rahman, Md", "Rahman, Md", ""),
        ("Lee, DO", "Lee, DO", ""),
        ("Do, Minh", "Do, Minh", ""),
        ("Ana Novak MD", "Ana Novak MD", ""),
        ("Ana Novak, Harbor Medical Center", "Ana Novak, Harbor Medical Center", ""),
        (",,,", ",,,", ""),
    ],
)
def test_only_what_is_surely_a_credential_leaves_the_name(name: str, bare: str, credentials: str) -> None:
    assert part_credentials(name) == (bare, credentials)


@given(RUDE)
def test_a_name_parted_from_its_credentials_holds_no_more_of_them(name: str) -> None:
    bare, found = part_credentials(name)
    if found:
        assert part_credentials(bare) == (bare, "")
        assert name.startswith(bare)


def test_credentials_are_told_once() -> None:
    assert with_credentials("Ana Novak", "MD, PhD") == "Ana Novak, MD, PhD"
    assert with_credentials("Ana Novak MD PhD", "MD, PhD") == "Ana Novak MD PhD"
    assert with_credentials("Ana Novak", "") == "Ana Novak"
