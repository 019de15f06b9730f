"""What the article says a named person is: the title before the name, the apposition after or before it.

Read from the words beside the name and their part-of-speech tags: appositions are where small parsers err most.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsclaims.records import SpeakerKind
from newsclaims.speakers.lexicon import Lexicon, lexicon
from newsclaims.speakers.names import Name, second_place
from newsclaims.speakers.tokens import HYPHENS, Tokens

_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_MODIFIERS = _NOUNS | {"JJ", "JJR", "JJS", "VBN", "POS", "HYPH", "AFX", "VBG"}
_DETERMINERS = frozenset({"DT", "PRP$", "PDT"})
# An apposition ends before a finite verb, a relative pronoun, or a mark.
_ENDS = frozenset(
    {"VBD", "VBZ", "VBP", "MD", "WP", "WDT", "WRB", "WP$", ",", ".", ":", "''", "``", "-RRB-", "-LRB-", "PRP"}
)
# A noun before one of these is the subject of a clause, not an apposition.
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
# What small titles are of: "chief of staff Jane Roe", "master of ceremonies".
_FIELDS = frozenset(
    {
        "state",
        "staff",
        "defense",
        "defence",
        "ceremonies",
        "operations",
        "police",
        "mission",
        "communications",
    }
)
# What stands behind the noun of an office: "mayor pro tem", "professor emeritus".
_POSTPOSED = frozenset({"pro", "emeritus", "emerita", "elect", "designate", "laureate"})
# A name behind one of these says where, and is nobody.
_PLACES = frozenset({"in", "at", "near", "outside", "inside", "across", "around"})
_CLAUSES = frozenset({"ROOT", "ccomp", "xcomp", "advcl", "conj", "relcl", "parataxis", "pcomp"})
# Between a noun for a person and the name that it bears.
_NAMING = frozenset({"surnamed", "named", "called", "nicknamed", "identified", "known"})
_TIMES = frozenset({"DATE", "TIME"})
_AFFILIATIONS = frozenset({"ORG", "GPE", "FAC", "LOC"})
_AGE = re.compile(r"\d{1,3}$")
# Longest description of somebody whose name a relative clause gives, in tokens.
_DESCRIPTION = 12
# Longest insertion in brackets, its marks among them.
_BRACKET = 5
# Longest apposition, in tokens: what is longer is a parse gone astray.
_LONGEST = 30


@dataclass(frozen=True, slots=True)
class Role:
    """A title or description beside a name.

    Attributes:
        first, end: its tokens, without a leading article.
        head: its noun ("chair" in "chair of the committee").
        edge: where the noun phrase that name and role make begins, or, for what follows the name, ends.
        place: "before" the name, "after" it with a comma, or "above": before it with a comma.
    """

    first: int
    end: int
    head: int
    edge: int
    place: str


def roles_of(tokens: Tokens, name: Name) -> list[Role]:
    """The title and the appositions of a name at this place, in the order of their weight for the record."""
    words = lexicon()
    before = _before(tokens, words, name)
    edge = name.start if before is None else min(name.start, before.edge)
    behind = described(tokens, name.end)
    if behind is not None and _where(tokens, words, name, behind):
        behind = None
    found = [before, _above(tokens, words, name, edge) or _named(tokens, words, name), behind]
    return [role for role in found if role is not None]


def _where(tokens: Tokens, words: Lexicon, name: Name, role: Role) -> bool:
    """Whether the name tells where somebody speaks who is told behind it: "in Oslo, the mayor also said"."""
    before = tokens.lower[name.start - 1] if name.start else ""
    return before in _PLACES and words.person(tokens.lower[role.head])


def age_of(tokens: Tokens, name: Name) -> str | None:
    """The age in "Jane Roe, 34, said"."""
    index = name.end
    if index + 1 < len(tokens) and tokens.text[index] == "," and _AGE.match(tokens.text[index + 1]):
        return tokens.text[index + 1]
    return None


def affiliation_of(tokens: Tokens, role: Role) -> tuple[int, int] | None:
    """The organisation or place that a role belongs to: after of, for, at before what stands in front of the noun."""
    spans = list(_entities(tokens, role.first, role.end))
    behind = [span for span in spans if span[0] > role.head]
    ahead = [span for span in spans if span[1] <= role.head]
    return next(iter(behind + ahead), None)


def _entities(tokens: Tokens, first: int, end: int) -> Iterator[tuple[int, int]]:
    index = first
    while index < end:
        label = tokens.entity[index]
        stop = index + 1
        if label in _AFFILIATIONS and tokens.text[index][0].isupper():
            while stop < end and tokens.entity[stop] == label:
                stop += 1
            stop = max(stop, min(end, second_place(tokens, stop)))
            last = stop
            while last > index + 1 and lexicon().person(tokens.lower[last - 1]):
                last -= 1  # "U.S. Surgeon General"
            while tokens.tag[last - 1] == "POS":
                last -= 1
            if last > index and tokens.text[index] != "State":  # Secretary of State
                yield index, last
        index = stop


def role_noun(words: Lexicon, lower: str) -> bool:
    """Whether the word can say what a person or a body is."""
    return words.person(lower) or lower in words.either or words.kinds.get(lower) == "organization"


def _before(tokens: Tokens, words: Lexicon, name: Name) -> Role | None:
    end = name.core
    while end > 0 and tokens.text[end - 1] in words.honorifics:
        end -= 1
    if name.determiner and name.start == name.core == end:
        end -= 1  # "the rights group the Anti-Defamation League"
        if end == 0 or lexicon().kinds.get(tokens.lower[end - 1]) != "organization":
            return None
    head = _before_bracket(tokens, end - 1)
    if head < 0 or tokens.paragraph[head] != tokens.paragraph[name.core]:
        return None
    while head > name.start and tokens.text[head] == ".":
        head -= 1
    # "Secretary of State Marco Rubio": the title's noun stands before "of".
    index = head
    while index > 1 and (tokens.tag[index] in {"NNP", "NNPS"} or tokens.lower[index] in _FIELDS):
        index -= 1
    index -= index < head and tokens.lower[index] == "the"
    if 0 < index < head and tokens.lower[index] in {"of", "for"} and _title(tokens, words, index - 1):
        head = index - 1
    elif not _title(tokens, words, head):
        return None
    first = _left_edge(tokens, head)
    return Role(first, end, head, _with_determiner(tokens, first), "before")


def _before_bracket(tokens: Tokens, index: int) -> int:
    """The token before the brackets that end at `index`: "Superintendent of *Police* (Rural) Jack Roe"."""
    if index < 0 or tokens.text[index] != ")":
        return index
    opening = next((i for i in range(index, max(0, index - _BRACKET), -1) if tokens.text[i] == "("), 0)
    rank = opening < 1 or tokens.text[opening - 1] in lexicon().abbreviated  # "Brig (r)"
    return index if rank else opening - 1


def _title(tokens: Tokens, words: Lexicon, index: int) -> bool:
    if tokens.tag[index] not in _NOUNS | {"JJ"}:
        return False
    if tokens.text[index] in words.abbreviated:
        return True
    # A capitalised word by its ending alone may be a name: "Nachman", "Wordsmith".
    listed = tokens.text[index][0].islower() or tokens.lower[index].rpartition("-")[2] in words.persons
    other = tokens.lower[index] in words.either or words.kinds.get(tokens.lower[index]) == "organization"
    return other or (listed and words.person(tokens.lower[index]))


def _left_edge(tokens: Tokens, head: int) -> int:
    """The first token of the modifiers before `head`."""
    first = head
    while first > 0 and tokens.paragraph[first - 1] == tokens.paragraph[head]:
        before = first - 1
        tag = tokens.tag[before]
        modifier = (
            tag in _MODIFIERS
            or _hyphenated(tokens, before)
            or (tokens.text[before][0] in HYPHENS and tokens.glued(before))
            or tokens.text[before] == "&"
        )
        verb = tag in {"VBN", "VBG"} and (  # "have *called* Mayor Roe", "the Post *quoted* Mayor Roe"
            tokens.dep[before] in _CLAUSES
            or (tag == "VBN" and before > 0 and tokens.tag[before - 1] == "NNP")
        )
        if not modifier or verb or tokens.entity[before] in _TIMES:
            break
        first = before
    while first < head and (tokens.tag[first] in {"POS", "HYPH"} or tokens.text[first][0] in HYPHENS):
        first += 1
    return first


def _with_determiner(tokens: Tokens, first: int) -> int:
    if first == 0 or not (tokens.tag[first - 1] in _DETERMINERS or tokens.lower[first - 1] == "one"):
        return first
    return first - 1


def described(tokens: Tokens, end: int) -> Role | None:
    """The apposition behind what ends at `end`: "Jane Roe, *a lawyer from Bonn*, said"."""
    index = _past_insertions(tokens, end)
    if index is None:
        return None
    first = index
    while first < len(tokens) and tokens.tag[first] in _DETERMINERS | {"RB"}:
        first += 1
    head = _role_head(tokens, lexicon(), first, described=first > index and tokens.tag[first - 1] == "DT")
    if head is None:
        return None
    end = _right_edge(tokens, head)
    followed = end < len(tokens) and tokens.tag[end] in _FINITE
    return None if followed else Role(first, end, head, end, "after")


def fitting(tokens: Tokens, roles: Sequence[Role], kind: SpeakerKind) -> list[Role]:
    """Those of `roles` whose nouns can be said of a speaker of this kind, those that the tables know first."""
    words = lexicon()
    if kind != "person":
        return [role for role in roles if role_noun(words, tokens.lower[role.head])]
    nouns = [(role, tokens.lower[role.head].rstrip(".")) for role in roles]
    persons = [
        role for role, noun in nouns if words.person(noun) or noun in words.either or _short(tokens, role)
    ]
    others = [role for role, noun in nouns if role not in persons and noun not in words.kinds]
    return persons + others


def _short(tokens: Tokens, role: Role) -> bool:
    return tokens.text[role.head].rstrip(".") in lexicon().abbreviated


def _title_in_capitals(tokens: Tokens, words: Lexicon, index: int) -> bool:
    """Whether a proper noun can be an office, and not the last word of another body's name."""
    return tokens.tag[index] == "NNP" and words.person(tokens.lower[index])


def _hyphenated(tokens: Tokens, index: int) -> bool:
    """Whether a hyphen follows without a space: "*78*-year-old"."""
    following = index + 1
    return following < len(tokens) and tokens.text[following][0] in HYPHENS and tokens.glued(following)


def _role_head(tokens: Tokens, words: Lexicon, first: int, *, described: bool) -> int | None:
    """The singular noun that heads the noun phrase from `first` on, where it can be a role.

    Behind an article, `described`, every noun can: "Jane Roe, a quilter from Ohio,".
    """
    for head in range(first, min(first + _LONGEST, len(tokens))):
        tag = tokens.tag[head]
        noun = (tag == "NN" or _title_in_capitals(tokens, words, head)) and not _goes_on(tokens, head)
        if noun and (role_noun(words, tokens.lower[head]) or (described and tag == "NN")):
            return head
        coordinated = tag == "CC" and head > first and tokens.tag[head - 1] in {"NN", "JJ"}
        modifier = tag in _MODIFIERS or _hyphenated(tokens, head) or coordinated
        if not modifier and tokens.lower[head] not in words.particles:
            return None
    return None


def _goes_on(tokens: Tokens, head: int) -> bool:
    """Whether the noun only modifies the next one: "campaign *manager* aide", "*member* state"."""
    following = head + 1
    if following >= len(tokens) or tokens.lower[following] in _POSTPOSED:
        return False
    if tokens.text[following][0] in HYPHENS and tokens.glued(following):
        return tokens.tag[following + 1 : following + 2] != ["IN"]  # "editor-in-chief"
    return tokens.tag[following] in _NOUNS | {"POS"} or (
        tokens.tag[following] == "JJ" and following + 1 < len(tokens) and tokens.tag[following + 1] in _NOUNS
    )


def _past_insertions(tokens: Tokens, index: int) -> int | None:
    """Where an apposition would begin: after "(R-Utah)", ", 34" and the comma or dash."""
    count = len(tokens)
    if index < count and tokens.text[index] == "(":
        close = next((i for i in range(index, min(index + 8, count)) if tokens.text[i] == ")"), None)
        if close is None:
            return None
        index = close + 1
    if index + 2 < count and tokens.text[index] == "," and _AGE.match(tokens.text[index + 1]):
        index += 2
    if index + 1 < count and (tokens.text[index] in {",", "–", "—", "--"}):
        same = tokens.paragraph[index + 1] == tokens.paragraph[index]
        return index + 1 if same else None
    return None


def _right_edge(tokens: Tokens, head: int) -> int:
    """The end of the noun phrase with its prepositional phrases."""
    end = head + 1
    while end < len(tokens) and end - head < _LONGEST and tokens.paragraph[end] == tokens.paragraph[head]:
        if tokens.tag[end] in _ENDS or tokens.text[end] in {"–", "—", "--", ";"}:
            break
        if tokens.tag[end] in {"VBN", "VBG"} and tokens.dep[end] in {"acl", "advcl", "conj"}:
            break
        end += 1
    while end - 1 > head and tokens.tag[end - 1] in {"CC", "IN", "RB", "TO"}:
        end -= 1
    return end


def _above(tokens: Tokens, words: Lexicon, name: Name, edge: int) -> Role | None:
    """The role in "Labour's spokeswoman, Anita Grewal, said": closed by a second comma or the end of a sentence."""
    if edge > 0 and tokens.lower[edge - 1] == "the":
        edge -= 1  # "her party, the NDC,"
    if edge > 1 and tokens.tag[edge - 1] == "POS" and tokens.entity[edge - 2] in _AFFILIATIONS:
        edge -= 2  # "the mine's owner, Canada's Norvik,"
    comma = edge - 1
    if comma < 1 or tokens.text[comma] != "," or tokens.paragraph[comma - 1] != tokens.paragraph[name.core]:
        return None
    if not tokens.closes(name.end):
        return None
    head = _head_before(tokens, words, comma)
    if head is None:
        return None
    first = _left_edge(tokens, head)
    start = _with_determiner(tokens, first)
    if start == first == head:
        return None
    return Role(first, comma, head, start, "above")


def _named(tokens: Tokens, words: Lexicon, name: Name) -> Role | None:
    """The noun in "a noodle seller *surnamed* Wu", "a tourist *identified only as* Deb"."""
    index = name.start - 1
    while index > 0 and tokens.lower[index] in {"as", "only"}:
        index -= 1
    asked = index > 1 and tokens.lower[index] in _NAMING and tokens.lower[index - 1] == "be"
    if index > 0 and (asked or tokens.lower[index] == "name"):
        index = _before_who(tokens, index)  # "a tourist, who gave her name only as Deb,"
        head = next(
            (i for i in range(index, max(0, index - _DESCRIPTION), -1) if words.person(tokens.lower[i])), -1
        )
    else:
        finite = index > 0 and tokens.lower[index] != "surnamed" and tokens.dep[index] in _CLAUSES
        head = index - 1 if index > 0 and tokens.lower[index] in _NAMING and not finite else -1
    if head < 0 or not words.person(tokens.lower[head]):
        return None
    first = _left_edge(tokens, head)
    return Role(first, head + 1, head, _with_determiner(tokens, first), "above")


def _before_who(tokens: Tokens, index: int) -> int:
    """The token before the relative clause that holds `index`, its comma left out."""
    for who in range(index, max(0, index - _DESCRIPTION), -1):
        if tokens.lower[who] == "who":
            return who - 1 - (tokens.text[who - 1] == ",")
    return 0


def _head_before(tokens: Tokens, words: Lexicon, comma: int) -> int | None:
    """The noun of the role that ends at `comma`: the first one, where prepositional phrases follow it."""
    found: int | None = None
    for index in range(comma - 1, max(-1, comma - _LONGEST), -1):
        if tokens.tag[index] in _ENDS:
            break
        last = index == comma - 1 or tokens.tag[index + 1] == "IN"
        noun = tokens.tag[index] == "NN" or _title_in_capitals(tokens, words, index)
        if last and noun and role_noun(words, tokens.lower[index]):
            found = index
        elif last and tokens.tag[index] not in _NOUNS:
            break
    return found
