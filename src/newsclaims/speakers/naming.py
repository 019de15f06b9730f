"""Which names are one person or body: typed by the whole article's evidence, short forms joined to full ones.

What the article once calls a person in full it means everywhere; a small model's entity labels are votes, no more.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from newsclaims.records import SpeakerKind
from newsclaims.speakers.entities import Entity, learn
from newsclaims.speakers.lexicon import Lexicon, lexicon
from newsclaims.speakers.names import ACRONYM, Name, initials, one_apart, shorter_initials
from newsclaims.speakers.roles import Role, age_of, roles_of
from newsclaims.speakers.tokens import Tokens

Key = tuple[str, ...]

_SHORT = 2
_PERSONAL = frozenset({"he", "she", "his", "her", "himself", "herself"})
_NEUTER = frozenset({"it", "its", "itself"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})
# What stands before a place and hardly ever before a company.
_LOCATING = frozenset({"in", "near", "outside", "across", "around", "throughout", "into", "off"})
_REACH = 12
# What the name of a document ends in.
_SURVEYS = frozenset({"poll", "survey", "study"})
# Letters of a surname that one wrong letter makes no other.
_LONG = 6
# Number of the paragraph that is the headline.
_TITLE = 1
# Words that abbreviations leave out.
_SMALL = frozenset({"of", "for", "the", "and", "&", "in", "on"})
_ELDER = frozenset({"elder", "older", "sr", "snr"})
_YOUNGER = frozenset({"younger"})
_PARENTS = frozenset({"father", "mother", "parent", "dad", "mum", "mom", "uncle", "aunt"})
_CHILDREN = frozenset({"son", "daughter", "child", "nephew", "niece", "grandson", "granddaughter"})
# Votes that the entity labels of a name have together, however often it occurs.
_LABEL_VOTE = 4
# Votes that a full name has from a surname that is a person's, and how many tell that it is.
_SURNAME_VOTE, _KNOWN_PERSON = 5, 4
_LABELS: dict[str, SpeakerKind] = {
    "PERSON": "person",
    "ORG": "organization",
    "GPE": "organization",
    "LOC": "organization",
    "FAC": "organization",
    "NORP": "group",
    "WORK_OF_ART": "document",
    "LAW": "document",
}


class Naming(NamedTuple):
    """The named parties, and for each name of the article the parties that it may mean, and the roles beside it."""

    entities: list[Entity]
    meanings: list[tuple[int, ...]]
    roles: list[list[Role]]


def find_entities(tokens: Tokens, names: Sequence[Name]) -> Naming:
    """The persons, bodies and places that the article names."""
    roles = [roles_of(tokens, name) for name in names]
    for name, beside in zip(names, roles, strict=True):
        _mend(tokens, name, beside)
    keys = [_key(name) for name in names]
    places = Counter(
        key
        for key, name in zip(keys, names, strict=True)
        if name.start > 0 and tokens.lower[name.start - 1] in _LOCATING
    )
    all_of = Counter(keys)
    bracketed = {
        keys[number + 1]: keys[number]
        for number, (name, other) in enumerate(pairwise(names))
        if _in_brackets(tokens, name, other)
    }
    located = frozenset(key for key, count in places.items() if 2 * count >= all_of[key])
    bodies = {full for short, full in bracketed.items() if _abbreviates(short, full)}
    linker = _Linker(names, keys, _kinds(tokens, names, keys, roles, bodies), located, bracketed)
    linker.written = {
        key
        for key, name in zip(keys, names, strict=True)
        if tokens.paragraph[name.core] > _TITLE and tokens.entity[name.last - 1] == "PERSON"
    }
    linker.begins = bisect_right(tokens.paragraph, _TITLE)
    meanings = linker.link(names)
    for name, beside, meant in zip(names, roles, meanings, strict=True):
        if len(meant) == 1:
            learn(tokens, linker.entities[meant[0]], name, beside)
    _families(tokens, names, roles, Naming(linker.entities, meanings, roles))
    for number, (name, beside) in enumerate(zip(names, roles, strict=True)):
        if meanings[number]:
            meanings[number] = _by_age(tokens, linker.entities, meanings[number], name)
        if len(meanings[number]) > 1 and beside:
            meanings[number] = _by_title(tokens, linker.entities, meanings[number], beside)
            if len(meanings[number]) == 1:
                learn(tokens, linker.entities[meanings[number][0]], name, beside)
    return Naming(linker.entities, meanings, roles)


def _mend(tokens: Tokens, name: Name, roles: Sequence[Role]) -> None:
    """Make a name the apposition that it is where the parse has it elsewhere: "Ode's coach at Bonn, Jane Roe, is"."""
    above = next((role for role in roles if role.place == "above"), None)
    if above is not None and tokens.function(name.end - 1) in {"other", "modifier"}:
        tokens.dep[name.end - 1], tokens.head[name.end - 1] = "appos", above.head


def _abbreviates(short: Key, full: Key) -> bool:
    """Whether an abbreviation in brackets is made of the first letters of a name: of a body, hardly of a person."""
    return len(full) > 1 and "".join(short) == "".join(word[0] for word in full if word not in _SMALL)


def _in_brackets(tokens: Tokens, name: Name, other: Name) -> bool:
    """Whether `other` is the abbreviation that stands in brackets behind a name: "Swiss People's Party (SVP)"."""
    between = range(name.end, other.start)
    bracket = len(between) == 1 and tokens.text[name.end] == "("
    closed = other.end < len(tokens) and tokens.text[other.end] == ")"
    joined = "".join(other.words)
    return bracket and closed and len(other.words) == 1 and joined.isupper() and len(joined) in ACRONYM


def _by_age(
    tokens: Tokens, entities: Sequence[Entity], meant: tuple[int, ...], name: Name
) -> tuple[int, ...]:
    """Which of several bearers, relatives without a surname among them, "the elder Roe" or "Roe senior" is."""
    word = tokens.lower[name.start - 1] if name.start else ""
    if word not in _ELDER | _YOUNGER:
        return meant
    bearers = (
        *meant,
        *(n for n, entity in enumerate(entities) if entity.family == name.words[-1] and n not in meant),
    )
    ages = {number: _age_among_kin(entities[number]) for number in bearers}
    wanted = max(ages.values(), default=0) if word in _ELDER else min(ages.values(), default=0)
    found = tuple(number for number, age in ages.items() if age == wanted)
    return found if len(set(ages.values())) > 1 else meant


def _age_among_kin(entity: Entity) -> int:
    """1 for a parent, -1 for a child, 0 where nothing is known."""
    older = entity.generation in _ELDER or bool(entity.nouns & _PARENTS)
    return older - (entity.generation == "jr" or bool(entity.nouns & _CHILDREN))


def _families(tokens: Tokens, names: Sequence[Name], roles: Sequence[Sequence[Role]], naming: Naming) -> None:
    """Give relatives that are called by one name the surname of theirs: Gerry in "Roe's father, Gerry,"."""
    for number, (beside, meant) in enumerate(zip(roles, naming.meanings, strict=True)):
        if len(meant) != 1 or len(naming.entities[meant[0]].words) != 1:
            continue
        for role in beside:
            if tokens.lower[role.head] not in lexicon().kin:
                continue
            owners = (
                naming.meanings[other]
                for other in range(max(0, number - 2), min(number + 3, len(names)))
                if role.first <= names[other].core < role.head
            )
            owner = next((found[0] for found in owners if len(found) == 1), None)
            if owner is not None and len(naming.entities[owner].words) > 1:
                naming.entities[meant[0]].family = naming.entities[owner].words[-1]


def _by_title(
    tokens: Tokens, entities: Sequence[Entity], meant: tuple[int, ...], beside: Sequence[Role]
) -> tuple[int, ...]:
    """Which of several bearers of a surname has the title beside it: the one called so, else the one without any."""
    nouns = {tokens.lower[role.head].rstrip(".") for role in beside}
    called = [number for number in meant if nouns & entities[number].nouns]
    free = [number for number in meant if not entities[number].nouns]
    found = called or free
    return (found[0],) if len(found) == 1 else meant


def _key(name: Name) -> Key:
    """The words of a name as they compare: without case, full stops and legal form."""
    parts = list(name.words)
    while len(parts) > 1 and parts[-1] in lexicon().legal_forms:
        parts.pop()
    return _folded(parts)


def _folded(parts: Sequence[str]) -> Key:
    return tuple(part.casefold().replace("’", "'").rstrip(".") for part in parts)


def _kinds(
    tokens: Tokens,
    names: Sequence[Name],
    keys: Sequence[Key],
    roles: Sequence[list[Role]],
    abbreviated: set[Key],
) -> dict[Key, SpeakerKind | None]:
    """What each name is the name of, by a vote over all of its occurrences."""
    words = lexicon()
    votes: dict[Key, Counter[SpeakerKind]] = defaultdict(Counter)
    labels: dict[Key, Counter[SpeakerKind]] = defaultdict(Counter)
    employers = _employers(names, roles)
    for key in abbreviated:
        votes[key]["organization"] += 5
    for number, (name, key, beside) in enumerate(zip(names, keys, roles, strict=True)):
        vote = votes[key]
        vote["organization"] += 4 * (number in employers)
        if name.label in _LABELS:
            labels[key][_LABELS[name.label]] += 1
        if (pronoun := _pronoun_after(tokens, name)) is not None:
            vote["person" if pronoun in _PERSONAL else "organization"] += 2
        elif _it_follows(tokens, name):
            vote["organization"] += 1
        vote["document"] += 10 * (len(key) > 1 and key[-1] in _SURVEYS)
        vote["person"] += _person_evidence(tokens, words, name, beside)
        vote["organization"] += _organization_evidence(tokens, words, name, beside)
        plural = tokens.tag[name.end - 1] == "NNPS" and key[0].endswith("s") and key[0] not in words.given
        if len(key) == 1 and plural and not name.honorific:
            vote["group"] += 4
    _hear_surnames(
        votes, {key for key, name in zip(keys, names, strict=True) if name.determiner and not name.titled}
    )
    known = {key for key, vote in votes.items() if vote["person"]}
    for key, counts in labels.items():
        for kind, count in counts.items():
            # People are introduced by their full names: one word alone is a person's only with other evidence.
            weight = _LABEL_VOTE if kind != "person" else 2 if len(key) == 1 else _LABEL_VOTE - 1
            votes[key][kind] += max(1, round(weight * count / counts.total()))
    kinds = {key: _most(vote) for key, vote in votes.items()}
    return kinds | dict.fromkeys(_short_for_bodies(kinds, known), "organization")


def _hear_surnames(votes: Mapping[Key, Counter[SpeakerKind]], things: set[Key]) -> None:
    """Let what tells that Roe is a person tell of Jane Roe too: "Roe, *who* is 47,". No person is of `things`."""
    for key, vote in votes.items():
        surname = key[-1:]
        if len(key) > 1 and surname in votes and not {key, surname} & things:
            vote["person"] += _SURNAME_VOTE * (votes[surname]["person"] >= _KNOWN_PERSON)


def _short_for_bodies(kinds: Mapping[Key, SpeakerKind | None], known: set[Key]) -> Iterator[Key]:
    """The words that only a label takes for a person's, where a body's name begins with them and no person's does."""
    bodies = {key[0] for key, kind in kinds.items() if len(key) > 1 and kind == "organization"}
    persons = {word for key, kind in kinds.items() if len(key) > 1 and kind == "person" for word in key}
    for key, kind in kinds.items():
        if len(key) == 1 and kind == "person" and key not in known and key[0] in bodies - persons:
            yield key


def _employers(names: Sequence[Name], roles: Sequence[Sequence[Role]]) -> set[int]:
    """The names that stand in somebody's title without a possessive: "*Norvik* spokesman Jack Roe"."""
    found = set()
    for number, name in enumerate(names[:-1]):
        title = next((role for role in roles[number + 1] if role.place == "before"), None)
        if title is not None and title.first <= name.start and name.end <= title.head and not name.titled:
            found.add(number)
    return found


def _most(vote: Counter[SpeakerKind]) -> SpeakerKind | None:
    """The kind with the most votes; of two with as many the one that is no person."""
    best = max(vote, key=lambda kind: (vote[kind], kind != "person", kind), default=None)
    return best if best is not None and vote[best] > 0 else None


def _pronoun_after(tokens: Tokens, name: Name) -> str | None:
    """The first pronoun of the third person after a subject in its sentence: "Norvik said *it* would close"."""
    if tokens.function(name.end - 1) != "subject":
        return None
    sentence = tokens.sentence[name.end - 1]
    for index in range(name.end, min(name.end + _REACH, len(tokens))):
        other = tokens.tag[index] in {"NNP", "NNPS"} and tokens.tag[index - 1] != "IN"
        if tokens.sentence[index] != sentence or tokens.quoted[index] or other:
            return None
        if tokens.tag[index] in {"PRP", "PRP$"} and tokens.lower[index] in _PERSONAL | _NEUTER:
            return tokens.lower[index]
    return None


def _it_follows(tokens: Tokens, name: Name) -> bool:
    """Whether the sentence after the one whose subject it is begins with "it": "Norvik rejected that. *It* said"."""
    if tokens.function(name.end - 1) != "subject" or tokens.quoted[name.end - 1]:
        return False
    sentence = tokens.sentence[name.end - 1]
    following = bisect_right(tokens.sentence, sentence)
    return (
        following < len(tokens)
        and tokens.text[following] in {"It", "Its"}
        and tokens.paragraph[following] == tokens.paragraph[name.end - 1]
    )


def _person_evidence(tokens: Tokens, words: Lexicon, name: Name, roles: Sequence[Role]) -> int:
    heads = {role.place: tokens.lower[role.head].rstrip(".") for role in roles}
    persons = {place for place, head in heads.items() if head not in words.either and words.person(head)}
    evidence = 8 if name.honorific else 4 if name.titled or tokens.label[name.core] else 0
    if persons:
        evidence += 8 if "above" in persons else 6  # "its director, Roe," is safer than "Roe, a speaker,"
    if len(name.words) > 1 and name.words[0].lower() in words.given:
        evidence += 5
    behind = [role.end for role in roles if role.place == "after"]
    if any(_who(tokens, following) for following in (name.end, *behind)):
        evidence += 4
    if age_of(tokens, name) and tokens.text[name.end + 2 : name.end + 3] == [","]:
        evidence += 6
    return evidence


def _who(tokens: Tokens, index: int) -> bool:
    """Whether a relative pronoun for people is at `index`, or behind a comma there."""
    index += index < len(tokens) and tokens.lower[index] == ","
    return index < len(tokens) and tokens.lower[index] in {"who", "whose", "whom"}


def _organization_evidence(tokens: Tokens, words: Lexicon, name: Name, roles: Sequence[Role]) -> int:
    heads = {tokens.lower[role.head] for role in roles}
    if roles and len(name.words) > 1 and not name.label and not any(map(words.person, heads - words.either)):
        return 1  # described, and as nothing that a person is
    evidence = 4 * any(words.kinds.get(head) == "organization" for head in heads) + 2 * bool(
        heads & words.bodies
    )
    joined = " ".join(name.words)
    if name.words[-1] in words.organization_words or name.words[0] in words.organization_words:
        bare = len(name.words) == 1 or name.honorific
        evidence += 2 if bare else 6 if name.words[0].lower() in words.given else 10
    if len(name.words) > 1 and name.words[-1] in words.countries and name.words[0].lower() not in words.given:
        evidence += 4  # "Historic Environment Scotland"
    if joined in words.same or joined in words.seats or joined.casefold() in words.known:
        evidence += 6
    if joined in words.countries:
        evidence += 4
    if name.determiner and not name.titled:
        evidence += 2
    if len(name.words) == 1 and joined.isupper() and len(joined) in ACRONYM:
        evidence += 1 if tokens.label[name.core] else 3
    return evidence


class _Linker:
    """Joins the names of an article: full names of persons first, then everything else, longest first."""

    def __init__(
        self,
        names: Sequence[Name],
        keys: Sequence[Key],
        kinds: dict[Key, SpeakerKind | None],
        located: frozenset[Key],
        bracketed: dict[Key, Key],
    ) -> None:
        self.words = lexicon()
        self.keys = keys
        self.kinds = kinds
        self.first: dict[Key, Name] = {}
        for key, name in zip(keys, names, strict=True):
            if key not in self.first:
                self.first[key] = name
        # Names that the article once gives a legal form are whole: Norvik Inc. is not the Norvik Rider plan.
        self.whole = {key for key, name in zip(keys, names, strict=True) if len(name.words) > len(key)}
        self.located = located
        self.bracketed = bracketed
        # The names that stand in the text, and not only in its headline, their last words as persons'.
        self.written: set[Key] = set()
        # The token that begins the text, and the bearers of surnames with an office whom nobody names in full.
        self.begins = 0
        self.officers: dict[Key, int] = {}
        self.entities: list[Entity] = []
        self.folded: list[Key] = []
        self.meaning: dict[Key, tuple[int, ...]] = {}

    def link(self, names: Sequence[Name]) -> list[tuple[int, ...]]:
        """For each of `names` the entities that it may mean."""
        self._persons()
        self._generations(names)
        for key in sorted(self.first, key=lambda key: -len(key)):
            if key not in self.meaning:
                self.meaning[key] = self._meaning(key)
        self._set_apart(names)
        return [
            (self.officers[key],)
            if key in self.officers and (name.titled or (name.honorific and not name.gender))
            else self._of_generation(self.meaning[key], name)
            for key, name in zip(self.keys, names, strict=True)
        ]

    def _of_generation(self, meant: tuple[int, ...], name: Name) -> tuple[int, ...]:
        """Those of `meant` that a name with "Jr." or "Sr." can mean."""
        if not name.generation or len(meant) == 1:
            return meant
        found = tuple(number for number in meant if self.entities[number].generation == name.generation)
        return found or meant

    def _new(self, kind: SpeakerKind, name: Name, members: tuple[int, ...] = ()) -> int:
        place = kind == "organization" and (
            name.label in _PLACES or " ".join(name.words) in self.words.countries
        )
        self.entities.append(Entity(kind, name.words, plural=kind == "group", place=place, members=members))
        self.folded.append(_folded(name.words))
        return len(self.entities) - 1

    def _persons(self) -> None:
        """Full names of persons as entities, variants of one name joined."""
        bearers: dict[str, list[int]] = defaultdict(list)
        full = [key for key in self.first if len(key) >= _SHORT and self.kinds[key] == "person"]
        surnames = {key[-1] for key in full if key[0] in self.words.given}
        for key in full:
            name = self.first[key]
            whole = len(key) > _SHORT and name.label == "PERSON"  # "Tan Wei Liang", beside Marcus Tan
            if key[0] in surnames and key[0] not in self.words.given and not whole:
                continue  # a headline's capitals: "Roe Seeks"
            longer = [other for other in full if other[: len(key)] == key != other]
            if key not in self.written and any(
                self._headline(key[:length]) for length in range(_SHORT, len(key))
            ):
                continue  # "Jane Roe Seeks"
            if longer and (key[0] not in self.words.given or self.written.intersection(longer)):
                continue  # "Pasang Lhamu" is short for Pasang Lhamu Sherpa
            same = [number for number in bearers[key[-1]] if self._same_person(self.folded[number], key)]
            if not same:
                same = [self._new("person", name)]
                bearers[key[-1]] += same
            elif self._fuller(name.words, self.entities[same[0]].words):
                self.entities[same[0]].words = name.words
                self.folded[same[0]] = _folded(name.words)
            self.meaning[key] = (same[0],)

    def _generations(self, names: Sequence[Name]) -> None:
        """Tell "Jack Roe Jr." from "Jack Roe Sr." where the article has both."""
        borne: dict[Key, dict[str, Name]] = defaultdict(dict)
        for key, name in zip(self.keys, names, strict=True):
            if name.generation and key in self.meaning:
                borne[key].setdefault(name.generation, name)
        for key, by_generation in borne.items():
            first, *others = by_generation
            number = self.meaning[key][0]
            self.entities[number].generation = first
            for generation in others:
                more = self._new("person", by_generation[generation])
                self.entities[more].generation = generation
                self.meaning[key] = (*self.meaning[key], more)

    def _set_apart(self, names: Sequence[Name]) -> None:
        """Give "Mr. Roe" a bearer of his own where the only Roe named in full is Jane."""
        self._set_apart_by_office(names)
        for key, name in zip(self.keys, names, strict=True):
            meant = self.meaning[key]
            usual = {self.words.given.get(self.folded[number][0]) for number in meant}
            if name.gender and len(key) == 1 and meant and not usual & {None, name.gender}:
                self.meaning[key] = (*meant, self._new("person", name))

    def _set_apart_by_office(self, names: Sequence[Name]) -> None:
        """Give "President Roe" a bearer of his own where the only full name comes later, and without an office.

        Nobody is introduced twice: who has an office before a surname has no given name first afterwards.
        """
        seen: set[int] = set()
        titled = {
            self.meaning[key][0]
            for key, name in zip(self.keys, names, strict=True)
            if (name.titled or name.honorific) and len(key) > 1 and self.meaning[key]
        }
        for key, name in zip(self.keys, names, strict=True):
            meant = self.meaning[key]
            if len(meant) != 1 or self.entities[meant[0]].kind != "person":
                continue
            if len(key) > 1:
                seen.add(meant[0])
            late = meant[0] not in seen | titled and len(self.entities[meant[0]].words) > 1
            office = name.titled or (name.honorific and not name.gender)
            if late and len(key) == 1 and office and name.start >= self.begins:
                self.officers[key] = self._new("person", name)
                self.meaning[key] = (self.officers[key], *meant)

    def _headline(self, key: Key) -> bool:
        """Whether what a name begins with is a person's full name by itself, so that only capitals follow it."""
        return key[0] in self.words.given and self.kinds.get(key) == "person"

    def _fuller(self, words: tuple[str, ...], than: tuple[str, ...]) -> bool:
        """Whether a variant of a name is the fuller one, and not only one with an epithet before it."""
        given = self.words.given
        return len(words) > len(than) and (words[0].lower() in given or than[0].lower() not in given)

    def _same_person(self, full: Key, key: Key) -> bool:
        """Whether two full names with one surname can be one person's: "Paul D. Ryan" and "Paul Ryan"."""
        one, other = full[:-1], key[:-1]
        first, second = (self.words.short.get(part[0], part[0]) for part in (one, other))
        if first == second or one[0] in other[1:] or other[0] in one[1:]:
            return True
        return 1 in {len(first), len(second)} and first[:1] == second[:1]

    def _meaning(self, key: Key) -> tuple[int, ...]:
        """The entities that a name may be short for, or a new one."""
        kind, name = self.kinds[key], self.first[key]
        adjective = name.label in {"NORP", "PERSON"}  # Mark Cuban is no Cuban
        persons = self._persons_called(key, "person" if adjective else kind)
        if persons and (adjective or not self._place(name, kind)):
            return persons
        if len(key) == 1 and kind in {"person", None} and (persons := self._misspelt(key[0])):
            return persons
        if kind == "group" and key[-1].endswith("s"):
            family = self._persons_called((key[-1][:-1],), "person")
            if len(family) > 1:
                return (self._new("group", name, family),)
        full = self.meaning.get(self.bracketed.get(key, ()), ())
        if len(full) == 1 and self.entities[full[0]].kind == "organization":
            return full
        if kind in {"organization", "document", None} and (body := self._body_called(key, name)) is not None:
            return (body,)
        return () if kind is None else (self._new(kind, name),)

    def _misspelt(self, word: str) -> tuple[int, ...]:
        """The person whose long surname differs from `word` in one letter."""
        found = [
            number
            for number, entity in enumerate(self.entities)
            if entity.kind == "person" and len(entity.words) >= _SHORT
            if min(len(word), len(self.folded[number][-1])) >= _LONG
            and one_apart(word, self.folded[number][-1])
        ]
        return tuple(found) if len(found) == 1 else ()

    def _place(self, name: Name, kind: SpeakerKind | None) -> bool:
        """Whether a place of the tables is more likely than a surname."""
        joined = " ".join(name.words)
        return kind == "organization" and (joined in self.words.countries or joined in self.words.same)

    def _persons_called(self, key: Key, kind: SpeakerKind | None) -> tuple[int, ...]:
        """The persons whose surname, else whose given or middle name, is `key`."""
        ranks: dict[int, int] = {}
        for number, entity in enumerate(self.entities):
            if entity.kind != "person" or len(entity.words) < _SHORT:
                continue
            full = self.folded[number]
            headline = full == key[: len(full)] or (kind == "person" and len(key) > 1 and key[0] == full[-1])
            if (
                full[-len(key) :] == key
                or headline
                or self._surname_first(key, full)
                or (len(key) > 1 and full[: len(key)] == key)
            ):
                ranks[number] = 0
            elif kind == "document":
                continue
            elif full[: len(key)] == key and (kind == "person" or self._first_name(key, full)):
                ranks[number] = 1
            elif len(key) == 1 and key[0] in full[1:-1] and kind == "person":
                ranks[number] = 2
        best = min(ranks.values(), default=None)
        return tuple(number for number, rank in ranks.items() if rank == best)

    def _surname_first(self, key: Key, full: Key) -> bool:
        """Whether a full name begins with its surname, as in China: "Tan Wei Liang", "Lee Min-ji"."""
        given_behind = len(full) > _SHORT or "-" in full[-1]
        return full[:1] == key and given_behind and not {full[0], full[-1]} & self.words.given.keys()

    def _first_name(self, key: Key, full: Key) -> bool:
        """Whether a name that is no person's by itself can be the first word of a person's full name."""
        name = self.first[key]
        return full[0] not in self.words.given or (name.label in {"ORG", ""} and not name.determiner)

    def _body_called(self, key: Key, name: Name) -> int | None:
        """The body that a name is short for: its beginning, its initials, or another name of it in the tables."""
        joined = " ".join(name.words)
        canonical = self.words.same.get(joined)
        acronym = joined.replace(".", "") if len(key) == 1 and joined.isupper() and not canonical else None
        ending = self._ending(key, name)
        for number, entity in enumerate(self.entities):
            if entity.kind not in {"organization", "document"}:
                continue
            full = " ".join(entity.words)
            if (
                self.folded[number] == key
                or (canonical is not None and canonical == self.words.same.get(full))
                or (acronym and len(entity.words) > 1 and self._abbreviates(acronym, entity.words))
                or self._beginning(key, name, number)
                or number == ending
                or full in self.words.seats.get(joined, ())
            ):
                return number
        return None

    def _abbreviates(self, acronym: str, words: tuple[str, ...]) -> bool:
        return acronym in {initials(words), shorter_initials(words)}

    def _ending(self, key: Key, name: Name) -> int | None:
        """The one body that is called by the last word of its name: "the Commission", "the Post"."""
        if "court" in key or name.words[0] in self.words.proper or not (name.determiner or len(key) > 1):
            return None
        found = [
            number
            for number, entity in enumerate(self.entities)
            if entity.kind == "organization"
            and len(entity.words) > len(key)
            and self.folded[number][-len(key) :] == key
        ]
        return found[0] if len(found) == 1 else None

    def _located(self, key: Key, name: Name) -> bool:
        """Whether a name that is labelled a place is one: in the tables, or by a preposition before it."""
        return name.label in _PLACES and (" ".join(name.words) in self.words.countries or key in self.located)

    def _beginning(self, key: Key, name: Name, number: int) -> bool:
        """Whether a body is called by the first words of its name, what is left out being usual to leave out."""
        other = name.label == "NORP" or self._located(key, name) or key in self.whole
        if self.folded[number][: len(key)] != key or other:
            return False
        rest = self.entities[number].words[len(key) :]
        if len(key) == 1 and name.words[0].isupper() and rest and rest[-1] in self.words.parts:
            return False  # the FBI is not its laboratory
        return len(key) == 1 or all(word in self.words.organization_words for word in rest)
