"""Recognize what people print on cards: letters after a name, jobs, workplaces and fields of medicine."""

import re
from typing import Final

from hallway.domain.names import fold
from hallway.domain.people import ROLES

_LETTERS_BEHIND_NAMES: Final = """
ab acnp acnpbc agacnp agaf aprn arnp aud ba bao bch bchir bmbch bmbs bpharm bs bsc bsn cafp cccslp ccfp
ccrc ccrp cmpe cnm cns cnsc cpc cpe cphq cpnp cpnppc crna crnp cscst cst dba dc dch dds dfapa dgo dm dmd
dnb dnp do dphil dpm dpt drmed drph dsc dtmh dvm edd esq faaaai faad faaem faafp faahpm faan faans faaos
faap faapm faapmr faasld fabpn facaai facc face facep facg fachc fache fachpm facmg facms facnp facoep
facofp facog facoi facos facp facpm facr facs facsm faha fanzca faopa fapa fapm fapsa fapsr fasa fasam
fasco fascp fascrs fase fasge fasmbs fasn faspn fast fastro fawm fcap fccm fccp fcpc fcps feb febo febs
febu ffarcsi ffsem fhea fhfsa fhm fhrs fics fidsa fnla fnp fnpbc fnpc fracgp fracp fracs franzcog franzcr
frca frcog frcp frcpath frcpc frcpch frcpe frcped frcr frcs frcsc frcsed frcseng frcsglasg frcsi fscai
fsir fssci fsso fsvs jd lcsw ldn lmcc lpc ma maap mach macp mas mb mba mbbch mbbchbao mbbchir mbbs mbchb
mbe mcc mch mcpath mcps md mdcm mds med mha mhpe mhs mhsa mhsc mme mmed mmm mmsc mpa mph mphil mpp mrcgp
mrcog mrcp mrcpch mrcpi mrcpsych mrcs ms msc msce msci mscr mscs msed mshp mshs msn msph mstr msw mtr nd
np od ot otr otrl pa pac pharmd phd psyd pt rd rdn rn scd scm sfhm slp sm
"""
_CREDENTIALS: Final = frozenset(_LETTERS_BEHIND_NAMES.split())
# These are names and words, too: taken only where they are written as letters.
_WORDS_TOO: Final = """
ab ba bao bch bs cns dc dm do face fast feb ma mach mas mb mcc mch mds med ms mtr nd np od ot pa pt rd sm
"""
_NAMES_TOO: Final = frozenset(_WORDS_TOO.split())
_COMPOUND: Final = re.compile(r"[/+&\-\u2010\u2011\u2013]")
_NOT_LETTERS: Final = re.compile(r"[^a-z0-9]")
_FELLOWSHIP: Final = re.compile(r"[FM][A-Z]{2,6}")  # FAxx, FRCx, MRCx: no list of societies is complete
_BETWEEN: Final = re.compile(r"\s*[,;]\s*")
_PARENTHESES: Final = re.compile(r"\(([^()]{1,20})\)")
_OPEN_DEGREES: Final = frozenset({"c", "hons", "ed", "eng", "glasg", "i", "edin", "us", "ny", "india", "uk"})
_LONGEST_CREDENTIAL: Final = 24  # characters
_LONGEST_NAME: Final = 400  # characters; what is longer is no name


def is_credential(word: str, *, shouted: bool = False) -> bool:
    """Tell whether one word is a credential such as MD, M.D., Ph.D., MD/MPH, PA-C or FRCS(C).

    Args:
        word: the word.
        shouted: the words around it are written in capitals, so that capitals tell nothing.
    """
    word = _PARENTHESES.sub(lambda inner: "" if fold(inner[1]) in _OPEN_DEGREES else inner[0], word)
    bare = word.strip(".,;()[] ")
    if not bare or len(bare) > _LONGEST_CREDENTIAL:
        return False
    letters = _NOT_LETTERS.sub("", fold(bare))
    if letters in _CREDENTIALS:
        return letters not in _NAMES_TOO or _is_written_as_letters(bare, shouted=shouted)
    parts = [each for each in _COMPOUND.split(bare) if each]
    return len(parts) > 1 and all(is_credential(each, shouted=shouted) for each in parts)


def _is_written_as_letters(word: str, *, shouted: bool) -> bool:
    """Tell "DO", "D.O." and "Pa-C" from the family names Do, Ma and Pa."""
    inside = any(letter.isupper() for letter in word[1:])
    return "." in word or "-" in word or (inside and not (shouted and word.isupper()))


def find_credentials(text: str) -> tuple[str, str]:
    """Return a name without the credentials behind it, and the credentials; "" when there are none.

    "Ana Novak, MD, PhD" and "Ana Novak MD PhD" both give ("Ana Novak", "MD, PhD"). What stands behind commas
    and is no credential stays with the name: "Novak, Ana, MD" gives "Novak, Ana".
    """
    if len(text) > _LONGEST_NAME:
        return text, ""
    first, *others = _BETWEEN.split(text.strip())
    found: list[str] = []
    first, behind = _strip_end(first)
    found += behind
    kept = [first]
    for part in others:
        words = part.split()
        shouted = _is_shouted([first])
        if words and all(_is_behind_comma(word, shouted=shouted) for word in words):
            found += words if len(words) > 1 and not _is_spaced_degree(words) else [" ".join(words)]
        elif words and not kept[1:] and (inner := _strip_end(part))[1]:
            # "Novak, Ana MD"
            kept.append(inner[0])
            found += inner[1]
        elif part:
            kept.append(part)
    name = ", ".join(filter(None, kept))
    credentials = ", ".join(dict.fromkeys(map(_out_of_parentheses, found)))
    return (name, credentials) if name and credentials else (text.strip(), "")


def _out_of_parentheses(word: str) -> str:
    return word[1:-1].strip() if word.startswith("(") and word.endswith(")") else word


def _strip_end(part: str) -> tuple[str, list[str]]:
    """Return a part of a name without the credentials at its end, and those; one word always stays."""
    words = part.split()
    behind: list[str] = []
    while len(words) > 1 and is_credential(words[-1], shouted=_is_shouted(words)):
        behind.insert(0, words.pop())
    if _is_spaced_degree(behind):
        behind = [" ".join(behind)]
    return (" ".join(words), behind) if behind else (part, [])


def _is_shouted(words: list[str]) -> bool:
    """Tell whether a name is written in capitals: then "LI MA" is a person, not a Master of Arts."""
    plain = [
        word
        for word in words
        if _NOT_LETTERS.sub("", fold(word)) not in _CREDENTIALS and len(word.strip(".")) > 1
    ]
    return not plain or all(word.isupper() for word in plain)


def _is_spaced_degree(words: list[str]) -> bool:
    """Tell whether words are one degree written apart: "MB BS", "MB BCh BAO", "M D"."""
    together = "".join(_NOT_LETTERS.sub("", fold(word)) for word in words)
    return len(words) > 1 and together in {"mbbs", "mbbch", "mbbchbao", "mbchb", "bmbs", "bmbch", "mbbchir"}


def _is_behind_comma(word: str, *, shouted: bool) -> bool:
    bare = word.strip(".,;() ")
    return is_credential(word, shouted=False) or (not shouted and _FELLOWSHIP.fullmatch(bare) is not None)


# ------------------------------------------------------------------------------------------- jobs

_ROLE_WORDS: Final = re.compile(
    r"""
    \b(?: pgy[ -]?[0-9i]{1,3}
      | residents? | intern | fellow | attending | consultant | registrar | house\ officer
      | post-?doc(?:toral)?
      | surgeon | physician | clinician | internist | hospitalist | intensivist | practitioner
      | chair(?:man|woman|person)? | chief | director | dean | provost | president | head | lead
      | professor | prof | lecturer | instructor | faculty
      | coordinator | administrator | manager | investigator | researcher | scientist | analyst | statistician
      | student | alumn(?:us|a|i) | nurse | assistant | associate | technician | technologist | therapist
      | pharmacist | advis[eo]r | counselor | recruiter | secretary | officer | editor | founder | ceo
      | owner | partner
      | (?:ober|chef|fach|assistenz)arzt\w* | medic[oa] | residente | jef[ea] | profesora?
      | professeure? | medecin | chirurgien(?:ne)? | docent | doktor | uzman
      | \w+(?:iatrician|iatrist|ologist|geneticist) | neurosurgeon | anesthetist | obstetrician
    )\b
    """,
    re.VERBOSE,
)
_ROLE_SHORT: Final = frozenset({"apd", "pd", "pi", "ms1", "ms2", "ms3", "ms4", "oms-iii", "oms-iv"})
_ROLE_NAMES: Final = frozenset(map(fold, ROLES))
_WORKPLACE: Final = re.compile(
    r"""
    \b(?: hospitals? | universit\w+ | universidad\w* | uniwersytet | clinics? | clinica | clinique | klinik\w*
      | medical\ (?:cent(?:er|re)|college|group|school|associates|city|ctr) | health(?:care)? | colleges?
      | institut\w* | schools? | academy | facult(?:y|e)\ of | faculte | facultad | fakultat | fakultesi
      | infirmary | hospice | polyclinic | policlinico | memorial | hopital | hopitaux | ospedale
      | krankenhaus | hastane(?:si)? | szpital | santa\ casa | chu
      | cent(?:er|re)\ (?:for|hospitalier) | (?:cancer|trauma|burn)\ cent(?:er|re)
      | univ | hosp | laborator(?:y|ies) | foundation | trust | nhs | veterans\ affairs | va\ medical
      | inc | llc | llp | ltd | gmbh | corp | corporation | pllc | practice | associates | physicians\ group
      | residency(?:\ program)?
    )\b
    """,
    re.VERBOSE,
)
_DEPARTMENT: Final = re.compile(
    r"(?:the )?(?:department|dept\.?|division|div\.?|section|service|unit|office|departamento|servicio|"
    r"departement|abteilung) (?:of|for|de|fur|d') ?.+|.* (?:department|dept|division)"
)
_NAMED_FOR: Final = re.compile(
    r"(?:the\s+)?(?:department|dept\.?|division|div\.?|section|service)\s+(?:of|for)\s+", re.IGNORECASE
)
_FIELDS_OF_MEDICINE: Final = """
    acute care surgery | addiction medicine | addiction psychiatry | adolescent medicine |
    aerospace medicine | aesthetic surgery | allergy | allergy and immunology | anaesthesia |
    anatomic and clinical pathology | anatomic pathology | anesthesia | anesthesiology |
    bariatric surgery | breast surgery | burn care | burn surgery | burns | cardiac surgery |
    cardiology | cardiothoracic surgery | cardiovascular disease | cardiovascular medicine |
    child and adolescent psychiatry | child neurology | child psychiatry | clinical pathology |
    colon and rectal surgery | colorectal surgery | cornea | craniofacial surgery | critical care |
    critical care medicine | dermatology | dermatopathology | developmental pediatrics |
    diagnostic radiology | electrophysiology | emergency medicine | endocrine surgery | endocrinology |
    ent | epilepsy | facial plastic surgery | facial plastics | family medicine | family practice |
    forensic pathology | gastroenterology | general medicine | general surgery | genetics |
    geriatric medicine | geriatrics | glaucoma | global health | gynaecology | gynecologic oncology |
    gynecology | hand | hand surgery | head and neck surgery | hematology | hematology and oncology |
    hematology-oncology | hematology/oncology | hepatology | hospice and palliative medicine |
    hospital medicine | immunology | infectious disease | infectious diseases |
    integrated thoracic surgery | integrated vascular surgery | internal medicine |
    internal medicine-pediatrics | interventional cardiology | interventional radiology |
    maternal fetal medicine | maternal-fetal medicine | med-peds | medical education |
    medical genetics | medical oncology | medicine | medicine-pediatrics | microsurgery |
    microvascular surgery | minimally invasive surgery | mohs surgery | neonatal-perinatal medicine |
    neonatology | nephrology | neurocritical care | neurologic surgery | neurological surgery |
    neurology | neuroradiology | neurosurgery | nuclear medicine | ob-gyn | ob/gyn | obgyn |
    obstetrics | obstetrics & gynecology | obstetrics and gynecology | occupational medicine |
    oculoplastics | oncology | ophthalmology | oral and maxillofacial surgery | orthopaedic surgery |
    orthopaedics | orthopaedics and sports medicine | orthopedic surgery | orthopedics |
    otolaryngology | otolaryngology - head and neck surgery | otolaryngology-head and neck surgery |
    paediatrics | pain management | pain medicine | palliative care | palliative medicine | pathology |
    pediatric cardiology | pediatric critical care | pediatric emergency medicine |
    pediatric endocrinology | pediatric gastroenterology | pediatric hematology-oncology |
    pediatric hospital medicine | pediatric neurology | pediatric oncology | pediatric surgery |
    pediatrics | physiatry | physical medicine & rehabilitation |
    physical medicine and rehabilitation | plastic & reconstructive surgery |
    plastic and reconstructive surgery | plastic surgery | pm&r | pmr | preventive medicine |
    primary care | psychiatry | public health | pulmonary and critical care |
    pulmonary and critical care medicine | pulmonary medicine | pulmonology | radiation oncology |
    radiology | reconstructive surgery | regional anesthesia | rehabilitation medicine |
    reproductive endocrinology | retina | rheumatology | sleep medicine | spine surgery |
    sports medicine | sports orthopedics | surgery | surgical critical care | surgical oncology |
    thoracic surgery | transitional year | transplant surgery | transplantation | trauma |
    trauma surgery | urogynecology | urologic oncology | urology | vascular neurology |
    vascular surgery | wound care
"""
_FIELDS: Final = frozenset(fold(each) for each in _FIELDS_OF_MEDICINE.split("|"))
_OF_A_PLACE: Final = re.compile(r",| of | for | at |/")
_LONGEST_PHRASE: Final = 160  # characters; no line of a card is longer
_DASHES: Final = dict.fromkeys(range(0x2010, 0x2016), "-")


def looks_like_role(text: str) -> bool:
    """Tell whether a phrase names a job: one of the roles the guides name, or a usual title on a card."""
    plain = _plain(text)
    if plain in _ROLE_NAMES or plain in _ROLE_SHORT:
        return True
    found = list(_ROLE_WORDS.finditer(plain))
    if not found or looks_like_department(text):
        return False
    # "Chief Dull Knife College" is a workplace; "Residency Program Coordinator", "Dean, School of Medicine"
    # and "Surgeon at Mercy Hospital" are jobs.
    place = _WORKPLACE.search(plain)
    return (
        place is None
        or found[-1].end() == len(plain)
        or _OF_A_PLACE.search(plain, found[0].end(), place.end()) is not None
    )


def looks_like_institution(text: str) -> bool:
    """Tell whether a phrase names a workplace: a hospital, a university, a clinic, a residency."""
    plain = _plain(text)
    if looks_like_specialty(text) or looks_like_department(text) or looks_like_role(text):
        return False
    return _WORKPLACE.search(plain) is not None


def looks_like_department(text: str) -> bool:
    """Tell whether a phrase names a part of a workplace, such as "Department of Surgery"."""
    return _DEPARTMENT.fullmatch(_plain(text)) is not None


def looks_like_specialty(text: str) -> bool:
    """Tell whether a phrase is a field of medicine and nothing else, such as "Plastic Surgery"."""
    plain = _plain(text)
    return plain in _FIELDS or plain.replace(" & ", " and ") in _FIELDS


def specialty_in(text: str) -> str:
    """Return the field of medicine that a department is named for, as it is written; else ""."""
    bare = _NAMED_FOR.sub("", " ".join(text.split()), count=1)
    return bare if looks_like_specialty(bare) else ""


def _plain(text: str) -> str:
    """Return a phrase folded, with plain dashes, without signs at its ends; "" when it is too long."""
    return fold(text.translate(_DASHES)).strip(" .,;:|()") if len(text) <= _LONGEST_PHRASE else ""
