"""Every noun phrase and pronoun that may stand for a speaker, with the gender and number that its words tell."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from newsclaims.offsets import Offsets
from newsclaims.records import SpeakerKind
from newsclaims.speakers.lexicon import Gender, Lexicon, lexicon
from newsclaims.speakers.names import Name
from newsclaims.speakers.tokens import Tokens

Form = Literal["name", "nominal", "pronoun", "relative", "first"]
Determiner = Literal["definite", "indefinite", "possessive", "demonstrative", "bare"]

_PRONOUNS: dict[str, tuple[Gender | None, bool]] = {
    "he": ("male", False),
    "him": ("male", False),
    "his": ("male", False),
    "himself": ("male", False),
    "she": ("female", False),
    "her": ("female", False),
    "hers": ("female", False),
    "herself": ("female", False),
    "it": (None, False),
    "its": (None, False),
    "itself": (None, False),
    "they": (None, True),
    "them": (None, True),
    "their": (None, True),
    "theirs": (None, True),
    "themselves": (None, True),
}
_PERSONAL = frozenset(word for word, (gender, _) in _PRONOUNS.items() if gender)
FIRST_PERSON = frozenset({"i", "me", "my", "mine", "myself"})
_FIRST_PLURAL = frozenset({"we", "us", "our", "ours", "ourselves"})
_RELATIVE = frozenset({"who", "whom", "whose", "which", "that"})
_DETERMINERS: dict[str, Determiner] = {
    "the": "definite",
    "both": "definite",
    "a": "indefinite",
    "an": "indefinite",
    "another": "indefinite",
    "one": "indefinite",
    "some": "indefinite",
    "any": "indefinite",
    "no": "indefinite",
    "each": "indefinite",
    "every": "indefinite",
    "this": "demonstrative",
    "that": "demonstrative",
    "these": "demonstrative",
    "those": "demonstrative",
}
_INDEFINITE_PRONOUNS = frozenset(
    {
        "someone",
        "somebody",
        "everyone",
        "everybody",
        "another",
        "some",
        "others",
        "many",
        "several",
        "few",
        "most",
    }
)
# How "the 34-year-old" ends, by the tokenizer.
_OLD = frozenset({"old", "year-old"})
_PLURAL_TAGS = frozenset({"NNS", "NNPS"})


@dataclass(frozen=True, slots=True)
class Mention:
    """A noun phrase or pronoun.

    Attributes:
        first, end: its tokens, titles included.
        head: its head noun, the last word of a name, or the pronoun.
        form: name, nominal, third-person pronoun, relative pronoun or first-person pronoun.
        kind: what it can stand for; None where several kinds are possible.
        gender: gender that its own words tell.
        plural: whether it stands for several.
        determiner: what kind of determiner a nominal has.
        name: index into the names of the article, for a name.
    """

    first: int
    end: int
    head: int
    form: Form
    kind: SpeakerKind | None = None
    gender: Gender | None = None
    plural: bool = False
    determiner: Determiner = "bare"
    name: int | None = None

    def span(self, tokens: Tokens) -> Offsets:
        """Its code-point offsets."""
        return tokens.span(self.first, self.end)


def pronoun(tokens: Tokens, index: int) -> Mention | None:
    """The pronoun at `index` as a mention, or None where there is none that can stand for a speaker."""
    lower = tokens.lower[index]
    if lower in _PRONOUNS and tokens.tag[index] in {"PRP", "PRP$"}:
        gender, plural = _PRONOUNS[lower]
        kind: SpeakerKind | None = "person" if lower in _PERSONAL else None
        return Mention(index, index + 1, index, "pronoun", kind, gender, plural)
    if lower in FIRST_PERSON or lower in _FIRST_PLURAL:
        return Mention(index, index + 1, index, "first", None, None, lower in _FIRST_PLURAL)
    capitals = tokens.text[index].isupper()  # the WHO
    if lower in _RELATIVE and tokens.tag[index] in {"WP", "WDT", "WP$"} and not capitals:
        return Mention(index, index + 1, index, "relative", "person" if lower[:3] == "who" else None)
    return None


def nominal(tokens: Tokens, first: int, end: int, head: int) -> Mention:
    """The noun phrase ``first:end`` around `head` as a mention."""
    words = lexicon()
    lower = tokens.lower[head]
    plural = is_plural(tokens, words, head)
    singular = singular_of(words, lower) if plural else lower
    kind = kind_of(tokens, words, head, singular, plural=plural)
    gender = words.noun_gender.get(singular) if not plural else None
    return Mention(first, end, head, "nominal", kind, gender, plural, determiner_of(tokens, first, head))


def kind_of(tokens: Tokens, words: Lexicon, head: int, singular: str, *, plural: bool) -> SpeakerKind | None:
    """The kind of speaker that a common noun makes; None where the tables do not know it, or know two."""
    if singular in words.either and not plural:
        return None
    if plural and singular in words.things and tokens.lower[head] in words.kinds:
        return words.kinds[tokens.lower[head]]  # figures
    national = words.national(singular) and tokens.text[head][0].isupper()
    if words.person(singular) or singular in _OLD or national:
        return "group" if plural else "person"
    return words.kinds.get(singular) or words.kinds.get(tokens.lower[head])


def is_plural(tokens: Tokens, words: Lexicon, head: int) -> bool:
    """Whether the noun at `head` is a plural."""
    return tokens.tag[head] in _PLURAL_TAGS or tokens.lower[head] in words.plurals


def singular_of(words: Lexicon, lower: str) -> str:
    """The singular of a plural noun, by the table and by its ending."""
    if lower in words.plurals:
        return words.plurals[lower]
    if lower.endswith("ies"):
        return lower[:-3] + "y"
    if lower.endswith(("sses", "ches", "shes", "xes")):
        return lower[:-2]
    if lower.endswith("men"):
        return lower[:-3] + "man"
    return lower.removesuffix("s")


def determiner_of(tokens: Tokens, first: int, head: int) -> Determiner:
    """What kind of determiner the noun phrase begins with; a possessor counts as one."""
    if tokens.lower[head] in _INDEFINITE_PRONOUNS:
        return "indefinite"
    if first < head and tokens.tag[first] == "PRP$":
        return "possessive"
    if tokens.lower[first] in _DETERMINERS and first < head:
        return _DETERMINERS[tokens.lower[first]]
    if any(tokens.tag[index] == "POS" for index in range(first, head)):
        return "possessive"
    return "bare"


def nominals(tokens: Tokens, names: list[Name]) -> Iterator[Mention]:
    """The noun phrases of the article whose nouns can speak, without those that hold a name's title."""
    words = lexicon()
    owned = {index for name in names for index in range(name.start, name.end)}
    for start, head in tokens.phrases():
        if head in owned or tokens.tag[head] in {"PRP", "WP", "WDT", "DT", "EX"}:
            continue
        lower = tokens.lower[head]
        singular = singular_of(words, lower) if is_plural(tokens, words, head) else lower
        known = singular in words.either or kind_of(tokens, words, head, singular, plural=False) is not None
        if not known and not _aged(tokens, start, head):
            continue
        if singular in words.things and head - start <= 1:
            continue  # "the figure" is mostly a number
        found = nominal(tokens, start, head + 1, head)
        if found.kind == "person" and found.determiner == "bare" and not tokens.lower[head].endswith("old"):
            continue  # "justice is done", "judge rejects": a quality or a headline's shorthand
        yield found


def _aged(tokens: Tokens, first: int, head: int) -> bool:
    """Whether it is "the 34-year-old"."""
    return any(tokens.lower[index] in {"old", "year-old"} for index in range(first, head + 1))
