"""The parties in the making: named ones found from all names of the article, with what stands beside their names."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from newsclaims.records import SpeakerKind
from newsclaims.speakers.lexicon import Gender, lexicon
from newsclaims.speakers.mentions import Mention, singular_of
from newsclaims.speakers.names import Name
from newsclaims.speakers.roles import Role, age_of, fitting
from newsclaims.speakers.tokens import Tokens

# Votes for a gender: a form of address settles it, a gendered noun or a pronoun says it, a given name suggests it.
_ADDRESS, _NOUN, _GIVEN_NAME = 3, 2, 1
# Before what follows the head of a body's name.
_PREPOSITIONS = frozenset({"of", "for", "on", "in", "to"})


@dataclass(slots=True)
class Entity:
    """A party in the making.

    Attributes:
        kind: what it is.
        words: the words of its fullest name; empty for an unnamed one.
        generation: what tells it apart from a parent of the same name: "jr", "sr", "iii", or "".
        plural: whether it is several.
        place: whether its name is a place's.
        gender: evidence for each gender, in votes.
        mentions: its mentions so far, in text order.
        roles: titles and appositions beside its name.
        nouns: head nouns (singular, lower case) by which the article calls it.
        modifiers: words that stand with its nouns or are of its name, lower case.
        age: its age, where the article says it.
        members: the entities of a coordination.
        full: the words that an abbreviation in brackets stands for, where they are no name; the names of two people.
        family: the surname of relatives, for somebody who is called by one name.
    """

    kind: SpeakerKind
    words: tuple[str, ...] = ()
    generation: str = ""
    plural: bool = False
    place: bool = False
    gender: Counter[Gender] = field(default_factory=Counter)
    mentions: list[Mention] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    nouns: set[str] = field(default_factory=set)
    modifiers: set[str] = field(default_factory=set)
    age: str | None = None
    members: tuple[int, ...] = ()
    full: Mention | None = None
    family: str = ""

    @property
    def named(self) -> bool:
        """Whether the article gives it a name."""
        return bool(self.words)

    def lead(self, gender: Gender) -> int:
        """By how many votes the evidence is for `gender`; negative where it is against."""
        votes = self.gender["male"] - self.gender["female"]
        return votes if gender == "male" else -votes


def _head_word(name: Name) -> str:
    """The noun that a body's name ends in, before "of" or "for": "commission", "department"."""
    lower = [word.lower() for word in name.words]
    ends = [index for index, word in enumerate(lower) if word in _PREPOSITIONS and index]
    return lower[ends[0] - 1] if ends else lower[-1]


def _nouns(tokens: Tokens, role: Role) -> set[str]:
    """The nouns by which a role lets one call its bearer: "detective" too for a Detective Inspector."""
    words = lexicon()
    noun = tokens.lower[role.head].rstrip(".")
    found = {noun, *words.long.get(noun, ())}
    capitals = "".join(tokens.text[index][0] for index in range(role.first, role.head + 1)).lower()
    found |= {capitals} & words.titles  # the CFO is the Chief Financial Officer
    for index in range(role.first, role.head):
        lower = tokens.lower[index].rstrip(".")
        # "Detective Inspector", "chairman Sen."
        title = tokens.text[index][0].isupper() or (index + 1 == role.head and role.head + 1 == role.end)
        if title and lower in words.persons and tokens.tag[index + 1] != "POS":
            found |= {lower, *words.long.get(lower, ())}
    return found


def _titles_around(tokens: Tokens, name: Name) -> set[str]:
    """The nouns that a form of address and the letter of a party tell: "Rev. Jane Roe", "Jane Roe (D-Ohio)"."""
    words = lexicon()
    found = set(words.long.get(tokens.lower[name.core - 1].rstrip("."), ())) if name.honorific else set()
    if name.end + 1 < len(tokens) and tokens.text[name.end] in {"(", ","}:
        letter, _, place = tokens.text[name.end + 1].partition("-")
        closed = place or tokens.text[name.end + 2 : name.end + 3] in (["-"], [")"], ["–"])
        found |= {words.parties[letter]} if closed and letter in words.parties else set()
    return found


def learn(tokens: Tokens, entity: Entity, name: Name, roles: Sequence[Role]) -> None:
    """Take over into `entity` what stands beside one of its names: roles, nouns, gender, age."""
    words = lexicon()
    entity.modifiers |= {word.lower() for word in name.words}
    if entity.kind == "organization":
        entity.nouns |= {word for word in [_head_word(name)] if word in words.kinds}
        entity.nouns |= {words.called[word] for word in name.words if word in words.called}
    for role in fitting(tokens, roles, entity.kind):
        entity.roles.append(role)
        entity.nouns |= _nouns(tokens, role)
        entity.modifiers |= {tokens.lower[index] for index in range(role.first, role.end)}
    if entity.kind != "person":
        return
    entity.nouns |= _titles_around(tokens, name)
    entity.age = entity.age or age_of(tokens, name)
    if name.gender:
        entity.gender[name.gender] += _ADDRESS
    given = words.given.get(name.words[0].split("-")[0].lower())
    # One word can be a surname: "James" is a woman's as well, "Melanie" hardly a man's.
    if given and not entity.gender and (len(name.words) > 1 or given == "female"):
        entity.gender[given] += _GIVEN_NAME
    for role in roles:
        noun = tokens.lower[role.head]
        if gender := words.noun_gender.get(noun, words.noun_gender.get(singular_of(words, noun))):
            entity.gender[gender] += _NOUN
