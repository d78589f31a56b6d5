"""Recognize what people print on cards: jobs, workplaces, departments and fields of medicine."""

import re
from typing import Final

from hallway.domain.names import fold
from hallway.domain.people import ROLES

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
