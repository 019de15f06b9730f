"""Who is named at last: joins what an article calls by a noun first to the name that it gives later.

"Flats will be built, the housing minister said. ... Jane Roe told MPs": the first time that a name is read, the
unnamed parties so far are weighed as its bearer, against nobody of them.
"""

from collections.abc import Iterable, Iterator, Sequence

from newsclaims.speakers.entities import Entity
from newsclaims.speakers.features import Discourse, Features
from newsclaims.speakers.lexicon import lexicon
from newsclaims.speakers.mentions import Mention
from newsclaims.speakers.roles import Role
from newsclaims.speakers.tokens import Tokens

# Paragraphs that are the headline and the lead.
_LEAD = 2
# Paragraphs within which a name may follow what stands for it, from the lead and from elsewhere.
_REACH_OF_LEAD, _REACH = 6, 3
# Tokens of the longest relative clause between a noun and its apposition.
_RELATIVE_CLAUSE = 15
# Mentions of a party among which is the one that an apposition stands behind: "a driver who gave *his* name as Deb".
_LAST = 3
# So many names since are as many as more.
_MANY = 3


def waiting(
    entities: Sequence[Entity], seen: Sequence[int], name: Mention, number: int, discourse: Discourse
) -> list[int]:
    """The unnamed parties among `seen` that may be the one that `name` names for the first time."""
    unnamed = (other for other in seen if not entities[other].words)
    return [other for other in unnamed if _may_be(entities[other], entities[number], name, discourse)]


def _may_be(party: Entity, named: Entity, name: Mention, discourse: Discourse) -> bool:
    if party.named or party.plural or named.plural or named.place or not party.mentions:
        return False
    either = bool(party.nouns & lexicon().either) and {party.kind, named.kind} <= {"person", "organization"}
    if party.kind != named.kind and not either:
        return False
    tokens = discourse.tokens
    lead = tokens.paragraph[party.mentions[0].head] <= _LEAD
    if any(tokens.belongs(name.head, mention.head) for mention in party.mentions):
        return False  # "a friend of Jane Roe" is not Jane Roe
    apart = tokens.paragraph[name.head] - tokens.paragraph[party.mentions[-1].head]
    if apart > (_REACH_OF_LEAD if lead else _REACH):
        return False
    return not any(party.lead(gender) * named.lead(gender) < 0 for gender in party.gender)


def describe_nobody() -> Features:
    """The features of a name that is nobody's who was mentioned before."""
    return {"nobody": 1}


def describe_bearer(
    party: Entity, named: Entity, name: Mention, roles: Sequence[Role], discourse: Discourse
) -> Features:
    """The features of an unnamed party as the bearer of a name.

    Args:
        party: the unnamed party.
        named: the entity that the name means.
        name: the first mention of the name.
        roles: what stands beside the name there.
        discourse: what has been read so far.
    """
    found: Features = {}
    for feature, value in (
        *_noun(party, named, discourse),
        *_place(party, name, roles, discourse),
        *_part(party, name, roles, discourse),
        *_kin(party, named, discourse),
    ):
        found[feature] = value
    return found


def calls(nouns: Iterable[str]) -> Iterator[str | int]:
    """What `nouns` are found by among others: each itself, and the numbers of its sets of synonyms."""
    synonyms = lexicon().synonyms
    for noun in nouns:
        yield noun
        yield from synonyms.get(noun, ())


def _noun(party: Entity, named: Entity, discourse: Discourse) -> Iterator[tuple[str, float]]:
    words = lexicon()
    if party.nouns & words.unnamed:
        yield "noun: mostly unnamed", 1
    if party.nouns & named.nouns:
        yield "noun: same", 1
    elif any(words.synonymous(noun, named.nouns) for noun in party.nouns):
        yield "noun: synonym", 1
    elif any(call in discourse.calls for call in calls(party.nouns)):
        exact = any(noun in discourse.calls for noun in party.nouns)
        yield f"noun: another's{'' if exact else ', by a synonym'}", 1
    elif not named.nouns:
        yield f"noun: none known, {named.kind}", 1
    elif any(map(words.office, party.nouns)) and any(map(words.office, named.nouns)):
        yield "noun: another office", 1
    elif named.kind == "organization" and not named.nouns & words.generic:
        yield "noun: another body", 1  # a bank is no Farmers' Union
    else:
        yield "noun: another", 1
    if (party.modifiers - party.nouns) & (named.modifiers - named.nouns):
        yield "modifiers: shared", 1
    elif party.nouns & {word.lower() for word in named.words} and party.modifiers:
        yield "modifiers: foreign, noun of the name", 1  # "the town council" and Shropshire Council


def _place(
    party: Entity, name: Mention, roles: Sequence[Role], discourse: Discourse
) -> Iterator[tuple[str, float]]:
    """Where both stand in the article."""
    tokens = discourse.tokens
    first, last = party.mentions[0], party.mentions[-1]
    edges = {name.first, *(role.edge for role in roles if role.place != "after")}
    behind = (
        _apposed(tokens, item.end, edge, name.end) for item in party.mentions[-_LAST:] for edge in edges
    )
    if any(behind):
        yield "apposition", 1
    yield f"determiner: {first.determiner}", 1
    if party.kind == "person" and last.determiner != "indefinite" and _takes_up(tokens, last, name):
        yield "name: subject after its sentence", 1
    paragraph = tokens.paragraph[first.head]
    if paragraph <= _LEAD:
        yield "lead", 1
        yield f"lead: {first.determiner}", 1
    yield "distance: paragraphs", min(4, tokens.paragraph[name.head] - tokens.paragraph[last.head])
    since = 0
    for mention, number in reversed(discourse.introduced):
        if mention.head <= first.head or since == _MANY:
            break
        other = discourse.entities[number].kind == party.kind and not _in_words_of(party, mention, discourse)
        since += other and not tokens.belongs(mention.head, first.head)
    yield "names since", since
    if paragraph <= _LEAD and not since:
        yield "lead: the first name since", 1


def _takes_up(tokens: Tokens, last: Mention, name: Mention) -> bool:
    """Whether the next sentence is of whom the last was: "The club's president disagreed. *Jane Roe* said"."""
    subjects = all(
        tokens.function(mention.head) == "subject" and not tokens.quoted[mention.head]
        for mention in (last, name)
    )
    return subjects and tokens.sentence[name.head] == tokens.sentence[last.head] + 1


def _apposed(tokens: Tokens, end: int, edge: int, closing: int) -> bool:
    """Whether a name is an apposition to what ends at `end`: behind a comma, or after a relative clause and a comma.

    An abbreviation may stand in brackets: "the election commission (EC)".
    """
    if end == edge - 1:
        bracket = tokens.text[end] == "(" and closing < len(tokens) and tokens.text[closing] == ")"
        adverbial = tokens.dep[end - 1] == "pobj" and not tokens.closes(closing)  # "at the airport, Roe said"
        return (tokens.text[end] == "," and not adverbial) or bracket
    if not end < edge - 1 <= end + _RELATIVE_CLAUSE or tokens.text[edge - 1] != ",":
        return False
    marks = any(tokens.text[index] in {",", "“", "”"} for index in range(end, edge - 1))
    clause = tokens.lower[end] in {"who", "that", "which"} or tokens.dep[end] == "acl"
    return clause and not marks and tokens.closes(closing)


def _in_words_of(party: Entity, mention: Mention, discourse: Discourse) -> bool:
    """Whether the party speaks of whom a mention means."""
    inside = discourse.inside(mention.head)
    return inside is not None and discourse.entities[inside[0]] is party


def _part(
    party: Entity, name: Mention, roles: Sequence[Role], discourse: Discourse
) -> Iterator[tuple[str, float]]:
    """What both do at their first mentions."""
    tokens, first = discourse.tokens, party.mentions[0]
    if first.head in discourse.contents:
        yield "party: spoke", 1
    if tokens.function(first.head) == "subject":
        yield "party: subject", 1
    if tokens.quoted[first.head]:
        yield "party: quoted", 1
    if len(party.mentions) > 1:
        yield "party: mentioned again", 1
    if tokens.function(name.head) == "subject":
        yield "name: subject", 1
    if name.head in discourse.contents:
        yield "name: speaks", 1
    if tokens.quoted[name.head]:
        yield "name: quoted", 1
    if any(role.place == "after" for role in roles) or _explained(tokens, name.end):
        yield "name: described behind", 1


def _explained(tokens: Tokens, end: int) -> bool:
    """Whether a relative clause says who bears the name: "Norvik, *which* runs the port,"."""
    return (
        end + 1 < len(tokens)
        and tokens.text[end] == ","
        and tokens.lower[end + 1] in {"who", "which", "whose"}
    )


def _kin(party: Entity, named: Entity, discourse: Discourse) -> Iterator[tuple[str, float]]:
    """Whether a relation bears the surname of somebody known: "his daughter" and Claire Boudreaux."""
    if named.kind != "person" or not party.nouns & lexicon().kin:
        return
    related = len(discourse.surnames.get(named.words[-1], ())) > 1
    yield ("kin: a known surname" if related else "kin: another surname"), 1
