"""The words people write above their columns, and the field each of them means."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, Literal, TypeAlias, get_args

from hallway.domain.names import fold

ImportField: TypeAlias = Literal[
    "name",
    "given",
    "family",
    "credentials",
    "role",
    "specialty",
    "subspecialty",
    "institution",
    "department",
    "email",
    "phone",
    "profile_url",
    "city",
    "state",
    "country",
    "zone",
    "how_met",
    "introduced_by",
    "last_contact",
    "topics",
    "next_follow_up",
    "groups",
    "notes",
]
NamePart: TypeAlias = Literal["whole", "given", "middle", "family"]

IMPORT_FIELDS: Final[tuple[ImportField, ...]] = get_args(ImportField)

# Words are folded: no accents, case, spaces or signs. English, then Spanish, German and French.
_NAME_WORDS: Final[dict[NamePart, str]] = {
    "whole": """
        name fullname contactname contact person personname displayname completename names
        attendingname facultyname physicianname doctorname mentorname
        nombrecompleto nombreyapellido nombreyapellidos
        vollstandigername vorundnachname ansprechpartner kontakt
        nomcomplet nometprenom prenometnom personne
    """,
    "given": "firstname first given givenname givennames forename nombre nombres vorname prenom prenoms",
    "middle": "middlename middle additionalname segundonombre zweitervorname deuxiemeprenom",
    "family": """
        lastname last family familyname surname apellido apellidos nachname familienname
        nom nomdefamille
    """,
}
_FIELD_WORDS: Final[dict[ImportField, str]] = {
    "credentials": """
        credentials credential degree degrees postnominals postnominal academicdegree academicdegrees
        credenciales gradoacademico akademischergrad akademischegrade diplomes
    """,
    "role": """
        role title position jobtitle job rank occupation profession organizationtitle rolepgy pgy pgylevel
        titleposition roletitle titlerole
        cargo puesto rol titulo profesion
        rolle titel beruf funktion stelle
        titre poste fonction metier
    """,
    "specialty": """
        specialty speciality specialties medicalspecialty specialtyfield field discipline
        especialidad fachgebiet fachrichtung fach specialite domaine
    """,
    "subspecialty": "subspecialty subspeciality subspecialties subespecialidad sousspecialite",
    "institution": """
        institution company organization organisation hospital program programme university school employer
        affiliation workplace org organizationname organisationname clinic college residencyprogram
        residency institutionprogram hospitalprogram companyname institutionname hospitalname programname
        institucion empresa universidad organizacion clinica programa centro
        krankenhaus klinik einrichtung universitat unternehmen firma hochschule institut arbeitgeber
        hopital etablissement universite entreprise societe clinique employeur programmehospitalier
    """,
    "department": """
        department dept division service organizationdepartment departmentdivision
        departamento servicio abteilung departement
    """,
    "email": """
        email emailaddress emails mail mailaddress emailvalue eaddress emailid
        correo correoelectronico direcciondecorreo direcciondecorreoelectronico
        emailadresse mailadresse courriel adresseemail adressemail adresseelectronique
    """,
    "phone": """
        phone phonenumber phonevalue telephone telephonenumber tel mobile mobilephone mobilenumber
        mobilephonenumber cell cellphone cellnumber businessphone homephone workphone primaryphone whatsapp
        telefono movil celular numerodetelefono
        telefon telefonnummer handy handynummer mobil mobiltelefon
        numerodetelephone portable
    """,
    "profile_url": """
        url profile profileurl profilelink link linkedin linkedinurl linkedinprofile linkedinprofileurl
        linkedinlink website websitevalue webpage web homepage
        perfil sitioweb enlace webseite profil siteweb lien
    """,
    "city": "city town addresscity businesscity ciudad stadt ort ville",
    "state": """
        state province region stateprovince addressregion businessstate
        estado provincia bundesland etat
    """,
    "country": """
        country nation countryregion addresscountry businesscountry businesscountryregion
        pais land pays
    """,
    "zone": "zone timezone tz zonahoraria husohorario zeitzone fuseauhoraire fuseau",
    "how_met": """
        howmet howwemet howimet howimetthem howdidwemeet howyoumet metat met where wherewemet wheremet
        wheremetthem metthrough metvia source firstmet meetingplace
        comonosconocimos dondenosconocimos origen fuente
        kennengelernt wokennengelernt wiekennengelernt woherbekannt quelle herkunft
        rencontre lieuderencontre ourencontre commentrencontre origine
    """,
    "introduced_by": """
        introducedby referredby introductionby introducer introby referrer
        presentadopor referidopor vorgestelltvon empfohlenvon presentepar
    """,
    "last_contact": """
        lastcontact lastcontacted lastcontactdate lastcontactedon lastcontacton datelastcontact
        dateoflastcontact datelastcontacted lastspoke lastspokeon lastspoken lasttalked lasttouch
        lastinteraction lastmessage lastmessaged lastemailed lastmet lastmeeting lastreachedout connectedon
        ultimocontacto fechadeultimocontacto fechaultimocontacto
        letzterkontakt letzterkontaktam zuletztkontaktiert
        derniercontact datededernierecontact dateduderniercontact
    """,
    "topics": """
        topics topic subjects subject discussed topicsdiscussed wediscussed talkedabout wetalkedabout
        conversationtopics sharedprojects topicsandprojects topicsprojects interests sharedinterests
        temas tema intereses themen thema sujets sujet interets
    """,
    "next_follow_up": """
        nextfollowup followup followupon followupdate followupby nextfollowupdate nextfollowupon nextcontact
        nextcontactdate nextcontacton nexttouch nextstepdate remindon reminder reminderdate remindme
        contactagain
        proximoseguimiento seguimiento proximocontacto fechadeseguimiento
        nachsterkontakt nachfassen nachfassenam wiedervorlage
        prochainerelance relance prochaincontact prochainsuivi suivi datederelance
    """,
    "groups": """
        groups group tags tag circle circles label labels category categories networkgroup networkgroups
        groupmembership relationship relationshiptype
        grupo grupos etiqueta etiquetas categoria categorias
        gruppe gruppen kategorie kategorien schlagworter
        groupe groupes etiquette etiquettes categorie cercle cercles
    """,
    "notes": """
        notes note comments comment remarks remark memo notescomments commentsnotes othernotes additionalnotes
        nota notas comentario comentarios observaciones
        notiz notizen bemerkung bemerkungen anmerkung anmerkungen kommentar kommentare
        remarque remarques commentaire commentaires
    """,
}
_PARTS: Final[dict[str, NamePart]] = {
    word: part for part, words in _NAME_WORDS.items() for word in words.split()
}
_PART_FIELDS: Final[dict[NamePart, ImportField]] = {
    "whole": "name",
    "given": "given",
    "middle": "name",
    "family": "family",
}
_NAME_FIELDS: Final = frozenset(_PART_FIELDS.values())
_FIELDS: Final[dict[str, ImportField]] = {
    **{word: _PART_FIELDS[part] for word, part in _PARTS.items()},
    **{word: field for field, words in _FIELD_WORDS.items() for word in words.split()},
}
# "Work e-mail", "Their phone" and "Current position" mean what they mean without the first word.
_LEADING: Final = ("contact", "their", "current", "primary", "main", "work", "preferred", "person")
_ASIDE: Final = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_LONGEST: Final = 80  # characters; whatever is longer is no column name
_BETWEEN: Final = re.compile(r"[/|,&]| or | and ", re.IGNORECASE)
_NUMBERS: Final = re.compile(r"\d+")


@lru_cache(maxsize=4096)
def fold_header(header: str) -> str:
    """Return the letters and digits of `header` without accents and case."""
    return "".join(letter for letter in fold(header) if letter.isalnum())


def find_field(header: str) -> ImportField | None:
    """Return the field that a column with this header most likely holds, or None."""
    word = _find_word(header)
    return None if word is None else _FIELDS[word]


def find_name_part(header: str) -> NamePart | None:
    """Return which part of a name a column with this header holds, or None."""
    word = _find_word(header)
    return None if word is None else _PARTS.get(word)


def _find_word(header: str) -> str | None:
    if len(header) > _LONGEST:
        return None
    for text in (header, _ASIDE.sub(" ", header)):
        word = _look_up(text)
        if word is not None:
            return word
        # "Hospital / Program" is one thing under two names; "City, State" is two things.
        words = [_look_up(part) for part in _BETWEEN.split(text)]
        fields = {_FIELDS[each] for each in words if each}
        if len(words) > 1 and None not in words and (len(fields) == 1 or fields <= _NAME_FIELDS):
            return words[0] if len(fields) == 1 else "name"  # "First and last name" is the whole one
    return None


def _look_up(text: str) -> str | None:
    folded = fold_header(text)
    for word in (folded, _NUMBERS.sub("", folded)):
        for known in (word, *(word.removeprefix(leading) for leading in _LEADING)):
            if known in _FIELDS:
                return known
    return None


_OURS: Final = (("programcode", "program", "fact", "value"), ("code", "program", "city", "state"))
"""How the column names of our own sheets of programs begin: of facts, and of a list."""


def is_ours(cells: Sequence[str]) -> bool:
    """Tell whether these are the column names of a sheet that we wrote, whatever stands in its rows."""
    return tuple(map(fold_header, cells[:4])) in _OURS
