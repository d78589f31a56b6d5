"""Ids: UUIDv7 text, so that a note captured offline can carry its id from the start."""

from datetime import datetime
from typing import NewType

ApplicantId = NewType("ApplicantId", str)
InstitutionId = NewType("InstitutionId", str)
DepartmentId = NewType("DepartmentId", str)
PersonId = NewType("PersonId", str)
AffiliationId = NewType("AffiliationId", str)
WorkId = NewType("WorkId", str)
InteractionId = NewType("InteractionId", str)
PromiseId = NewType("PromiseId", str)
GiveId = NewType("GiveId", str)
AskId = NewType("AskId", str)
AdviceId = NewType("AdviceId", str)
MilestoneId = NewType("MilestoneId", str)
SnoozeId = NewType("SnoozeId", str)
SettlementId = NewType("SettlementId", str)
DocumentId = NewType("DocumentId", str)
OverrideId = NewType("OverrideId", str)
AudienceFileId = NewType("AudienceFileId", str)
HeldRowId = NewType("HeldRowId", str)
GoalId = NewType("GoalId", str)
GoalReviewId = NewType("GoalReviewId", str)
ProgramNoteId = NewType("ProgramNoteId", str)
NotSameId = NewType("NotSameId", str)
FamilyNameId = NewType("FamilyNameId", str)
MessageId = NewType("MessageId", str)
TemplateFileId = NewType("TemplateFileId", str)
PitchId = NewType("PitchId", str)
PracticeId = NewType("PracticeId", str)
UnitCode = NewType("UnitCode", str)
ProgramFactId = NewType("ProgramFactId", str)
ProgramTieId = NewType("ProgramTieId", str)
ProgramOutcomeId = NewType("ProgramOutcomeId", str)
ListedProgramId = NewType("ListedProgramId", str)
ProgramCountsId = NewType("ProgramCountsId", str)
ProgramAliasId = NewType("ProgramAliasId", str)
ProgramWishId = NewType("ProgramWishId", str)
ProgramCommentId = NewType("ProgramCommentId", str)
KeptPickId = NewType("KeptPickId", str)
TieEffortId = NewType("TieEffortId", str)
KeptWorthId = NewType("KeptWorthId", str)
EntryId = NewType("EntryId", str)
StepId = NewType("StepId", str)


def make_id(now: datetime, randomness: bytes) -> str:
    """Return a UUIDv7 (RFC 9562) as text.

    Args:
        now: an aware instant; ids made later sort later.
        randomness: at least 10 bytes.
    """
    milliseconds = int(now.timestamp() * 1000)
    raw = bytearray(milliseconds.to_bytes(6, "big") + randomness[:10])
    raw[6] = (raw[6] & 0x0F) | 0x70
    raw[8] = (raw[8] & 0x3F) | 0x80
    text = raw.hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
