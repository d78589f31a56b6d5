"""A record in which a thousand messages have gone, and drafts to check against them."""

import random
from datetime import datetime, timedelta

from hallway.actions.ports import Store
from hallway.domain.ids import MessageId, PersonId, make_id
from hallway.domain.institutions import Affiliation
from hallway.domain.messages import Medium, Message, MessageState, Request, Way
from hallway.domain.people import Person

_OPENINGS = (
    "I read your paper on {topic} twice, because its third table surprised me.",
    "Your talk on {topic} has stayed with me since the autumn meeting.",
    "A resident in your group showed me your work on {topic} last month.",
    "We met at the poster session, where you explained {topic} to three of us.",
)
_MIDDLES = (
    "I am a final-year student and spend twelve hours a week on chart reviews.",
    "In my last project I built the database, cleaned it and wrote the methods.",
    "I am a graduate of a school abroad and work as a research assistant.",
    "My own poster asked the opposite question, and I now doubt its answer.",
)
_ASKS = (
    "Would you have fifteen minutes in the next weeks for two questions about it?",
    "Could you tell me which of your residents I might ask about the data?",
    "Is there a small part of the next study that I could help with from here?",
    "What would you read next, if you began again today?",
)
_TOPICS = (
    "limb salvage",
    "neonatal sepsis",
    "heart failure clinics",
    "cleft repair",
    "night float",
    "asthma",
)

DRAFT = """Subject: Final-year student, question about your limb salvage paper

Dear Dr. Novak,

I am a final-year student at a school abroad. Your paper on limb salvage changed how I think about the second
look: you waited for the families to choose the day themselves, and the wounds were none the worse.

In my own chart review the opposite seemed true, and I would like to know where I went wrong. Would you
have fifteen minutes in the next weeks for two questions? If you are busy, a resident's name would help, too.

Best regards,
Marisol Vega
"""


def add_messages(store: Store, *, count: int, seed: int, now: datetime) -> PersonId:
    """Add messages that have gone, half of them to people of one institution; return somebody there."""
    source = random.Random(seed)  # noqa: S311 - invented texts, no secrets
    with store.reading() as reading:
        places = {each.person: each.institution for each in reading.all(Affiliation)}
        people = [each for each in reading.all(Person) if each.id in places]
    crowded = places[people[0].id]
    near = [each for each in people if places[each.id] == crowded]
    with store.writing("bench.messages", "Added messages", now=now) as writing:
        for number in range(count):
            person = source.choice(near[1:] if number % 2 else people)
            sent = now - timedelta(hours=source.randrange(24, 4_000))
            topic = source.choice(_TOPICS)
            middle = " ".join(source.sample(_MIDDLES, k=2))
            body = "\n\n".join((source.choice(_OPENINGS).format(topic=topic), middle, source.choice(_ASKS)))
            writing.add(
                Message(
                    id=MessageId(make_id(sent, source.randbytes(10))),
                    medium=Medium.MAIL,
                    text=f"Dear Dr. {person.family},\n\n{body}\n\nBest regards,\nMarisol Vega\n",
                    person=person.id,
                    template="TPL-03",
                    subject=f"Question about {topic}",
                    asks=Request.MEETING,
                    filled=(("topic", topic),),
                    state=MessageState.SENT,
                    way=Way.EML,
                    made_at=sent,
                    edited_at=sent,
                    sent_at=sent,
                )
            )
    return people[0].id
