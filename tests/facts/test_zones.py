"""Time zones found by what is known of where somebody works."""

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallway.domain.times import get_zone
from hallway.facts.places import find_country, find_region
from hallway.facts.zones import find_zone


@pytest.mark.parametrize(
    ("city", "state", "zone", "source"),
    [
        ("El Paso", "TX", "America/Denver", "the city El Paso, TX"),
        ("el paso", "Texas", "America/Denver", "the city el paso, TX"),
        ("Evansville", "IN", "America/Chicago", "the city Evansville, IN"),
        ("Indianapolis", "IN", "America/Indiana/Indianapolis", "the city Indianapolis, IN"),
        ("Phoenix", "AZ", "America/Phoenix", "the city Phoenix, AZ"),
        ("St. Louis", "MO", "America/Chicago", "the city St. Louis, MO"),
        ("Ft. Worth", "TX", "America/Chicago", "the city Ft. Worth, TX"),
        ("Winston-Salem", "NC", "America/New_York", "the city Winston-Salem, NC"),
        ("New York City", "NY", "America/New_York", "the city New York City, NY"),
        ("San Juan", "PR", "America/Puerto_Rico", "the city San Juan, PR"),
        ("El Paso, TX", "", "America/Denver", "the city El Paso, TX"),
        ("Atlantis", "Georgia", "America/New_York", "the state Georgia"),
        ("", "AZ", "America/Phoenix", "the state Arizona"),
        ("", "TX", "America/Chicago", "the state Texas, most of which keeps this time"),
    ],
)
def test_a_city_of_the_united_states_tells_its_zone_or_else_its_state_does(
    city: str, state: str, zone: str, source: str
) -> None:
    assert find_zone(city=city, state=state) == (zone, source)


@pytest.mark.parametrize(
    ("city", "state", "country", "zone", "source"),
    [
        ("Karachi", "", "Pakistan", "Asia/Karachi", "the city Karachi, Pakistan"),
        ("", "", "PK", "Asia/Karachi", "the country Pakistan"),
        ("Stuttgart", "", "Deutschland", "Europe/Berlin", "the country Germany"),
        ("São Paulo", "", "Brazil", "America/Sao_Paulo", "the city São Paulo, Brazil"),
        ("Manaus", "AM", "Brasil", "America/Manaus", "the city Manaus, Brazil"),
        ("Toronto", "", "Canada", "America/Toronto", "the city Toronto, Canada"),
        ("Calgary", "AB", "CA", "America/Edmonton", "the province Alberta"),
        ("Perth", "WA", "Australia", "Australia/Perth", "the city Perth, WA"),
        ("San Juan", "", "Puerto Rico", "America/Puerto_Rico", "the city San Juan, PR"),
        ("Istanbul", "", "Türkiye", "Europe/Istanbul", "the city Istanbul, Türkiye"),
        ("", "", "Georgia", "Asia/Tbilisi", "the country Georgia"),
        ("Lyon", "", "France", "Europe/Paris", "the country France"),
        ("Málaga", "", "España", "Europe/Madrid", "the country Spain, most of which keeps this time"),
        ("New York", "", "USA", "America/New_York", "the city New York, United States"),
    ],
)
def test_a_country_tells_its_zone_or_that_of_its_city(
    city: str, state: str, country: str, zone: str, source: str
) -> None:
    assert find_zone(city=city, state=state, country=country) == (zone, source)


def test_a_phone_tells_a_zone_where_nothing_else_does() -> None:
    assert find_zone(phones=["ask", "+92 21 34567890"]) == ("Asia/Karachi", "the phone +92 21 34567890")
    at_home = find_zone(phones=["+1 915-544-1234"])
    assert at_home is not None
    assert at_home.zone == "America/Denver"
    assert at_home.source == "the phone +1 915-544-1234, a weak sign: people keep US numbers when they move"
    assert find_zone(country="Brazil", phones=["+55 92 3232 1234"]) == (
        "America/Manaus",
        "the phone +55 92 3232 1234",
    )
    assert find_zone(state="TX", phones=["+1 212-736-5000"]) == find_zone(state="TX")


@pytest.mark.parametrize(
    "known",
    [
        {},
        {"city": "Springfield"},
        {"country": "Wakanda"},
        {"country": "Wakanda", "city": "El Paso", "state": "TX"},
        {"country": "USA"},
        {"country": "US", "phones": ["+92 21 34567890"]},
        {"phones": ["+1 800-356-9377", "(915) 544-1234", "+1", "+++"]},
        {"city": "APO", "state": "AE"},
    ],
    ids=str,
)
def test_what_tells_no_zone_or_several_finds_none(known: dict[str, str]) -> None:
    assert find_zone(**known) is None


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(("city", "state", "country"), st.text(max_size=12))))
def test_any_text_finds_a_zone_there_is_or_none(known: dict[str, str]) -> None:
    found = find_zone(**known)
    assert found is None or get_zone(found.zone).key == found.zone


def test_every_zone_of_our_tables_exists() -> None:
    for code in ("DE", "CN", "KZ", "CL", "VN", "UA"):
        country = find_country(code)
        assert country is not None
        assert get_zone(country.zone).key == country.zone
    for region, country_code in (("QC", "CA"), ("TAS", "AU"), ("GU", "")):
        place = find_region(region, country_code)
        assert place is not None
        assert get_zone(place.zone).key == place.zone


@pytest.mark.parametrize(
    "words", ["USA", "U.S.", "usa", "us", "United States of America", "Estados Unidos", "the United States"]
)
def test_a_country_has_many_names(words: str) -> None:
    country = find_country(words)
    assert country is not None
    assert country.code == "US"


def test_five_thousand_rows_take_a_second_or_two() -> None:
    cities = [("El Paso", "TX"), ("Chicago", "IL"), ("Boston", "MA"), ("Ann Arbor", "MI"), ("Reno", "NV")]
    begun = perf_counter()
    for number in range(5_000):
        city, state = cities[number % len(cities)]
        find_zone(city=city, state=state, phones=[f"+1 915-544-{number:04}"])
    assert perf_counter() - begun < 5
