"""Recognize the places that people print on cards: states, cities with their state, countries, streets."""

import re
from dataclasses import dataclass
from typing import Final

from hallway.domain.names import fold

_STATE_NAMES: Final = """
AL Alabama|AK Alaska|AZ Arizona|AR Arkansas|CA California|CO Colorado|CT Connecticut|DE Delaware
DC District of Columbia|FL Florida|GA Georgia|HI Hawaii|ID Idaho|IL Illinois|IN Indiana|IA Iowa|KS Kansas
KY Kentucky|LA Louisiana|ME Maine|MD Maryland|MA Massachusetts|MI Michigan|MN Minnesota|MS Mississippi
MO Missouri|MT Montana|NE Nebraska|NV Nevada|NH New Hampshire|NJ New Jersey|NM New Mexico|NY New York
NC North Carolina|ND North Dakota|OH Ohio|OK Oklahoma|OR Oregon|PA Pennsylvania|RI Rhode Island
SC South Carolina|SD South Dakota|TN Tennessee|TX Texas|UT Utah|VT Vermont|VA Virginia|WA Washington
WV West Virginia|WI Wisconsin|WY Wyoming|PR Puerto Rico|GU Guam|VI Virgin Islands
"""
_STATES: Final = dict(each.split(" ", 1) for each in re.split(r"[|\n]", _STATE_NAMES.strip()))
_COUNTRY_NAMES: Final = """
USA|U.S.A.|US|U.S.|United States|United States of America|Canada|Mexico|Puerto Rico|UK|U.K.|United Kingdom
England|Scotland|Wales|Ireland|Northern Ireland|Germany|Deutschland|France|Spain|España|Italy|Italia|Portugal
Netherlands|The Netherlands|Belgium|Switzerland|Austria|Sweden|Norway|Denmark|Finland|Iceland|Poland|Polska
Czech Republic|Czechia|Slovakia|Hungary|Romania|Bulgaria|Greece|Cyprus|Malta|Croatia|Serbia|Slovenia|Bosnia
Albania|Kosovo|North Macedonia|Ukraine|Russia|Belarus|Georgia|Armenia|Azerbaijan|Turkey|Türkiye|Israel
Palestine|Lebanon|Syria|Jordan|Iraq|Iran|Kuwait|Saudi Arabia|Qatar|Bahrain|Oman|United Arab Emirates|UAE|Yemen
Egypt|Sudan|Libya|Tunisia|Algeria|Morocco|Nigeria|Ghana|Kenya|Uganda|Tanzania|Ethiopia|Rwanda|Cameroon|Zambia
Zimbabwe|South Africa|Afghanistan|Pakistan|India|Nepal|Bangladesh|Sri Lanka|Myanmar|Thailand|Vietnam|Malaysia
Singapore|Indonesia|Philippines|China|Hong Kong|Taiwan|Japan|South Korea|Korea|Mongolia|Kazakhstan|Uzbekistan
Australia|New Zealand|Brazil|Brasil|Argentina|Chile|Peru|Perú|Colombia|Venezuela|Ecuador|Bolivia|Paraguay
Uruguay|Cuba|Dominican Republic|Haiti|Jamaica|Barbados|Grenada|Dominica|Aruba|Curaçao|Saint Kitts|St. Kitts
Saint Lucia|Sint Maarten|Antigua|Trinidad and Tobago|Guyana|Belize|Guatemala|Honduras|El Salvador|Nicaragua
Costa Rica|Panama
"""
_COUNTRIES: Final = frozenset(fold(each) for each in re.split(r"[|\n]", _COUNTRY_NAMES.strip()))
_STATE: Final = "|".join(
    [*(rf"(?-i:{code})" for code in _STATES), *(re.escape(each) for each in _STATES.values())]
)
_CODE: Final = r"\d{5}(?:-\d{4})?"
_WITH_STATE: Final = re.compile(
    rf"(?P<before>.*)\b(?P<state>{_STATE})\b\.?,?(?: +(?P<code>{_CODE}))?(?P<behind>[ ,].*)?", re.IGNORECASE
)
_STREET: Final = re.compile(
    r"\b(?:street|st\.?|avenue|ave\.?|road|rd\.?|boulevard|blvd\.?|drive|dr\.|lane|ln\.?|parkway|pkwy\.?|way|"
    r"plaza|suite|ste\.?|room|rm\.?|floor|fl\.?|building|bldg\.?|(?:p\.? ?o\.? ?)?box|mail ?(?:code|stop)|"
    r"highway|hwy\.?|strasse|straße|platz|calle|avenida|rue|cad\.?|sok\.?)(?=\W|$)",
    re.IGNORECASE,
)
_LONGEST: Final = 200  # characters of an address on one line


@dataclass(frozen=True, slots=True)
class Place:
    """A city in a state, the country where it is named, and whether a street or a code stands beside it."""

    city: str
    state: str
    country: str
    has_more: bool


def is_country(text: str) -> bool:
    """Tell whether a phrase is the name of a country."""
    return fold(text.strip(" .,")) in _COUNTRIES or fold(text.strip(" ,")) in _COUNTRIES


def find_place(text: str) -> Place | None:
    """Return the US city and state that end an address, such as "1 Pier St, El Paso, TX 79901, USA"."""
    line = " ".join(text.split())
    if len(line) > _LONGEST:
        return None
    found = _WITH_STATE.fullmatch(line)
    if found is None:
        return None
    street, _, city = found["before"].strip(" ,").rpartition(",")
    country = (found["behind"] or "").strip(" ,.")
    city = city.strip()
    if not city or any(each.isdigit() for each in city) or (country and not is_country(country)):
        return None
    has_more = bool(street) or found["code"] is not None
    return Place(city, found["state"], country, has_more)


def looks_like_street(text: str) -> bool:
    """Tell whether a line is the part of an address that names street, building or box."""
    has_number = any(each.isdigit() for each in text)
    return has_number and len(text) <= _LONGEST and _STREET.search(text) is not None
