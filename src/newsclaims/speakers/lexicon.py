"""The word lists that tell persons, organisations, groups and documents apart, as sets read from the tables."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from newsclaims.language import table
from newsclaims.records import SpeakerKind

Gender = Literal["male", "female"]

# Longer than this are the nouns for members of a nation that end in "man" or "woman": not "Norman", "Rahman".
_SHORTEST_NATIONAL = 6


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Word lists; all keys are lower case unless said otherwise.

    Attributes:
        titles: nouns that stand before a name as its title.
        persons: all nouns for one human being, titles included.
        besides: titles that somebody can bear besides an office.
        generic: nouns for any body of its kind, whatever its name says.
        endings: what a noun for a person by trade ends in.
        synonyms: noun to the numbers of the sets of nouns that call one thing in turn.
        noun_gender: gender that a person noun tells.
        plurals: irregular plural to singular.
        kinds: kind of every other noun that can speak.
        either: nouns for a human being or an organisation alike.
        bodies: those of them that are an organisation more often than not.
        classing: what says before a noun for a body what kind it is, and not whose.
        things: nouns that are people only where they are sources or described.
        singular_verbs: verbs that only one subject has.
        unnamed: nouns for sources that mostly stay without a name.
        nationals: nouns for members of a nation that are not its adjective.
        nationals_end_in: what such a noun may end in.
        past: what says before a noun that somebody was it.
        kin: nouns for relations that often share a surname.
        owner_speaks: nouns for somebody's words, whose owner is the speaker.
        organization_words: words inside a name that make it an organisation's (as written).
        proper: those among them that are a body's whole name (as written).
        called: word of a body's name (as written) to the noun that it will be called by.
        numbered: words of names that a number follows (as written).
        parts: what the name of a body's part ends in, behind the body's abbreviation (as written).
        legal_forms: "Inc", "plc" and the like (as written).
        quantifiers: words that stand for unnamed people.
        honorifics: forms of address (as written), with the gender that they tell, or None.
        abbreviated: short titles before names (as written).
        long: short title or form of address to the nouns by which its bearer is called.
        parties: letter behind a name (as written) to the noun for a member of the party.
        particles: lower-case parts of surnames.
        generations: what follows a name and tells father and son apart (as written).
        suffixes: titles that follow a name, generations included (as written).
        suffixed: honorifics joined to the end of a name by a hyphen.
        given: given name (lower case) to its usual gender, None where both bear it.
        short: pet form to full given name (lower case).
        known: names of bodies that need no introduction.
        same: name of a body to its canonical name (as written).
        seats: place to the bodies it may speak for (as written).
        nations: the same, all in lower case.
        countries: capital or adjective to the country (as written).
    """

    titles: frozenset[str]
    persons: frozenset[str]
    besides: frozenset[str]
    generic: frozenset[str]
    endings: tuple[str, ...]
    synonyms: dict[str, frozenset[int]]
    noun_gender: dict[str, Gender]
    plurals: dict[str, str]
    kinds: dict[str, SpeakerKind]
    either: frozenset[str]
    bodies: frozenset[str]
    classing: frozenset[str]
    things: frozenset[str]
    singular_verbs: frozenset[str]
    unnamed: frozenset[str]
    nationals: frozenset[str]
    nationals_end_in: tuple[str, ...]
    past: frozenset[str]
    kin: frozenset[str]
    owner_speaks: frozenset[str]
    organization_words: frozenset[str]
    proper: frozenset[str]
    called: dict[str, str]
    numbered: frozenset[str]
    parts: frozenset[str]
    legal_forms: frozenset[str]
    quantifiers: frozenset[str]
    honorifics: dict[str, Gender | None]
    abbreviated: frozenset[str]
    long: dict[str, tuple[str, ...]]
    parties: dict[str, str]
    particles: frozenset[str]
    generations: frozenset[str]
    suffixes: frozenset[str]
    suffixed: frozenset[str]
    given: dict[str, Gender | None]
    short: dict[str, str]
    known: frozenset[str]
    same: dict[str, str]
    seats: dict[str, tuple[str, ...]]
    countries: dict[str, str]
    nations: dict[str, str]

    def person(self, lower: str) -> bool:
        """Whether a singular noun names one human being."""
        return lower in self.persons or lower.rpartition("-")[2] in self.persons or self._by_ending(lower)

    def national(self, lower: str) -> bool:
        """Whether a singular noun is a member of a nation: "norwegian", "frenchwoman"."""
        if lower in self.nationals:
            return True
        if lower.endswith(self.nationals_end_in):
            return len(lower) > _SHORTEST_NATIONAL and lower not in self.persons
        return lower in self.nations and lower != self.nations[lower].lower()

    def _by_ending(self, lower: str) -> bool:
        return lower.endswith(self.endings) and lower not in self.kinds and lower not in self.either

    def office(self, noun: str) -> bool:
        """Whether a noun names an office that its bearer has no second of."""
        return noun in self.titles and noun not in self.besides

    def synonymous(self, noun: str, nouns: set[str]) -> bool:
        """Whether one of `nouns` may be said for `noun`."""
        sets = self._called(noun)
        return any(sets & self._called(other) for other in nouns)

    def _called(self, noun: str) -> frozenset[int]:
        """The sets of a noun; an Egyptologist is called as a scientist is."""
        found = self.synonyms.get(noun)
        if found is None:
            found = self.synonyms["scientist"] if noun.endswith("ologist") else frozenset()
        return found


@cache
def lexicon() -> Lexicon:
    """The word lists, read once a process."""
    people, sources = table("person_nouns"), table("source_nouns")
    honorifics, places, given = table("honorifics"), table("places"), table("given_names")
    titles = _lower(people["titles"])
    persons = titles | _lower(people["others"])
    kinds: dict[str, SpeakerKind] = {}
    for kind in ("document", "organization", "group"):
        kinds |= dict.fromkeys(_lower(sources[kind]), kind)
    noun_gender: dict[str, Gender] = {}
    for gender in ("male", "female"):
        noun_gender |= dict.fromkeys(_lower(people["gender"][gender]), gender)
    countries = {other: name for name, others in places["countries"].items() for other in (name, *others)}
    return Lexicon(
        titles=titles,
        persons=persons,
        besides=_lower(people["besides"]),
        generic=_lower(sources["generic"]),
        endings=tuple(people["endings"].split()),
        synonyms=_synonyms(sources["synonyms"]),
        noun_gender=noun_gender,
        plurals={plural.lower(): singular for plural, singular in people["plurals"].items()},
        kinds={noun: kind for noun, kind in kinds.items() if noun not in persons},
        either=_lower(sources["either"]),
        bodies=_lower(sources["bodies"]),
        classing=_lower(sources["classing"]),
        things=_lower(people["things"]),
        singular_verbs=_lower(sources["singular_verbs"]),
        unnamed=_lower(people["unnamed"]),
        nationals=_lower(people["nationals"]),
        nationals_end_in=tuple(people["nationals_end_in"].split()),
        past=_lower(people["past"]),
        kin=_lower(people["kin"]),
        owner_speaks=_lower(sources["owner_speaks"]),
        organization_words=frozenset(sources["organization_words"].split()),
        proper=frozenset(sources["proper"].split()),
        called={word: noun for noun, line in sources["called"].items() for word in line.split()},
        numbered=frozenset(sources["numbered"].split()),
        parts=frozenset(sources["parts"].split()),
        legal_forms=frozenset(sources["legal_forms"].split()),
        quantifiers=_lower(sources["quantifiers"]),
        honorifics=dict.fromkeys(honorifics["neutral"].split())
        | dict.fromkeys(honorifics["male"].split(), "male")
        | dict.fromkeys(honorifics["female"].split(), "female"),
        abbreviated=frozenset(honorifics["abbreviated"].split()),
        long={short: tuple(nouns.split()) for short, nouns in honorifics["long"].items()},
        parties=dict(honorifics["parties"]),
        particles=_lower(honorifics["particles"]),
        generations=frozenset(honorifics["generations"].split()),
        suffixes=frozenset((honorifics["generations"] + " " + honorifics["suffixes"]).split()),
        suffixed=_lower(honorifics["suffixed"]),
        given=_given_names(table("given_names_more")) | _given_names(given),
        short={short.lower(): full.lower() for short, full in given["short"].items()},
        known=_lower(places["known"]["names"]),
        same={other: name for name, others in places["same"].items() for other in (name, *others)},
        seats={seat: tuple(bodies) for seat, bodies in places["seats"].items()},
        countries=countries,
        nations={other.lower(): name for other, name in countries.items()},
    )


def _lower(words: str) -> frozenset[str]:
    return frozenset(word.lower() for word in words.split())


def _synonyms(sets: dict[str, list[str]]) -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, nouns in enumerate(line for lines in sets.values() for line in lines):
        for noun in nouns.split():
            found.setdefault(noun, set()).add(number)
    return {noun: frozenset(numbers) for noun, numbers in found.items()}


def _given_names(names: dict[str, str]) -> dict[str, Gender | None]:
    male, female, both = (_lower(names[part]) for part in ("male", "female", "both"))
    both |= male & female
    found: dict[str, Gender | None] = dict.fromkeys(both)
    found |= dict.fromkeys(male - both, "male")
    found |= dict.fromkeys(female - both, "female")
    return found
