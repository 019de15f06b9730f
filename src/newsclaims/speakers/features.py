"""What speaks for and against an antecedent: the features that the ranking weighs.

Agreement, recency, salience, syntactic function, parallelism and quotation context, as in the classic accounts of
pronoun resolution in English (Lappin and Leass 1994; Ge, Hale and Charniak 1998).
"""

import math
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from newsclaims.records import SpeakerKind
from newsclaims.speakers.entities import Entity
from newsclaims.speakers.lexicon import lexicon
from newsclaims.speakers.mentions import Mention, singular_of
from newsclaims.speakers.tokens import HYPHENS, Tokens

Features = dict[str, float]

_STRONG = 2
# Paragraphs that can be headlines, which leave articles out.
_HEADLINES = 2
# Mentions of a candidate that are looked for inside the words attributed to a source.
_RECENT = 3
# What tells one of a kind from one that was mentioned: "the *previous* poll".
_APART = frozenset(
    {"previous", "earlier", "separate", "other", "second", "third", "similar", "different", "next"}
)
_CONTENT = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "CD"})


@dataclass(slots=True)
class Discourse:
    """What has been read so far.

    Attributes:
        tokens: the article.
        entities: the parties, with their mentions so far.
        speakers: the sources so far: (token, entity), in text order.
        spoken: the entities among them.
        topic: the first subject of the paragraph that a name or noun introduced: (token, entity).
        contents: for the head of a source, the tokens of the words attributed to it.
        named: how often the whole article names each entity.
        calls: the nouns, and numbers of their sets of synonyms, by which it calls those whom it names.
        surnames: the persons of each surname whom it names in full.
        introduced: the names so far of those who were not mentioned before, in text order, with their entities.
        figures: the entity of each kind that the whole article names most.
        named_in: the persons named so far in each paragraph.
        familiar: the persons whom the article calls by their given names.
        inside: for a token, the entity whose speech it stands in, and whether in quotation marks.
    """

    tokens: Tokens
    entities: list[Entity]
    speakers: list[tuple[int, int]] = field(default_factory=list)
    spoken: set[int] = field(default_factory=set)
    topic: tuple[int, int] | None = None
    contents: dict[int, list[range]] = field(default_factory=dict)
    named_in: dict[int, set[int]] = field(default_factory=dict)
    familiar: set[int] = field(default_factory=set)
    inside: Callable[[int], tuple[int, bool] | None] = lambda _: None
    named: Counter[int] = field(default_factory=Counter)
    calls: set[str | int] = field(default_factory=set)
    surnames: dict[str, set[int]] = field(default_factory=dict)
    introduced: list[tuple[Mention, int]] = field(default_factory=list)
    figures: dict[SpeakerKind, int] = field(default_factory=dict)


def describe(mention: Mention, number: int, recency: int, discourse: Discourse, *, source: bool) -> Features:
    """The features of the entity `number` as what `mention` stands for.

    Args:
        mention: a pronoun, a nominal or an ambiguous surname.
        number: index of the candidate among the entities; it has been mentioned before `mention`.
        recency: how many other candidates have been mentioned since.
        discourse: what has been read so far.
        source: whether the mention is the source of an attribution.
    """
    entity = discourse.entities[number]
    found: Features = {}
    for name, value in (
        *_agreement(mention, entity),
        *_distance(mention, entity.mentions[-1], recency, discourse.tokens),
        *_salience(entity, silent=source and number not in discourse.spoken),
        *_syntax(mention, entity, discourse.tokens),
        *_context(mention, number, discourse, source=source),
    ):
        found[name] = value
    if mention.form == "name" and number in discourse.familiar:
        found["surname: called by the given name"] = 1
    if mention.form == "nominal":
        found |= dict(_wording(mention, entity, discourse))
        found |= dict(_standing(number, discourse))
    return found


def _agreement(mention: Mention, entity: Entity) -> Iterator[tuple[str, float]]:
    if mention.gender:
        lead = entity.lead(mention.gender)
        if lead >= _STRONG:
            yield "gender: evidence for", 1
        elif lead > 0:
            yield "gender: table for", 1
        elif lead <= -_STRONG:
            yield "gender: evidence against", 1
        elif lead < 0:  # "the boy" is no Jane, whom "he" may still mean where the table errs
            yield f"gender: {'evidence' if mention.form == 'nominal' else 'table'} against", 1
    if mention.form == "pronoun" and mention.plural:
        yield f"they: {entity.kind}", 1
        if entity.plural:
            yield "they: plural", 1
    elif mention.form == "pronoun" and not mention.gender:
        yield f"it: {'place' if entity.place else entity.kind}", 1


def _distance(mention: Mention, last: Mention, recency: int, tokens: Tokens) -> Iterator[tuple[str, float]]:
    sentences = tokens.sentence[mention.head] - tokens.sentence[last.head]
    paragraphs = tokens.paragraph[mention.head] - tokens.paragraph[last.head]
    if sentences <= 0:
        yield "distance: same sentence", 1
    elif sentences == 1:
        yield "distance: sentence before", 1
    else:
        yield "distance: log sentences", math.log2(sentences)
    yield "distance: paragraphs", min(paragraphs, 4)
    if paragraphs == 0:
        yield "distance: same paragraph", 1
    if recency == 0:
        yield "recency: latest", 1
    yield "recency: others since", min(recency, 5)


def _salience(entity: Entity, *, silent: bool) -> Iterator[tuple[str, float]]:
    yield "salience: log mentions", math.log2(1 + len(entity.mentions))
    if entity.named:
        yield "salience: named", 1
    elif silent and entity.kind == "person":
        yield "salience: unnamed and silent", 1
    if len(entity.mentions) == 1:
        yield "salience: first time", 1


def _syntax(mention: Mention, entity: Entity, tokens: Tokens) -> Iterator[tuple[str, float]]:
    last = entity.mentions[-1]
    function = tokens.function(last.head)
    yield f"function: {function}", 1
    if function == tokens.function(mention.head):
        yield "function: parallel", 1
    apart = tokens.sentence[mention.head] - tokens.sentence[last.head]
    if apart <= 1 and tokens.paragraph[mention.head] == tokens.paragraph[last.head]:
        yield f"function: {function}, {'sentence before' if apart else 'same sentence'}", 1
        if function == "subject" and not tokens.quoted[last.head] and not tokens.quoted[mention.head]:
            yield "function: subject nearby", 1
    if last.form == "pronoun":
        yield "form: pronoun", 1
    elif last.form == "nominal":
        yield "form: nominal", 1
    if tokens.sentence[last.head] == tokens.sentence[mention.head]:
        possessive = tokens.dep[mention.head] == "poss"
        reflexive = tokens.lower[mention.head].endswith(("self", "selves"))
        same_verb = _governor(tokens, last.head) == _governor(tokens, mention.head)
        if same_verb and not possessive and not reflexive and last.head != mention.head:
            yield "clash: same verb", 1
        if mention.form == "nominal":
            yield "nominal: same sentence", 1


def _governor(tokens: Tokens, index: int) -> int:
    """The verb that a noun phrase depends on, through prepositions."""
    head = tokens.head[index]
    for _ in range(4):
        if tokens.dep[index] in {"pobj", "prep", "conj", "compound", "appos"} and head != index:
            index, head = head, tokens.head[head]
        else:
            break
    return head


def _context(
    mention: Mention, number: int, discourse: Discourse, *, source: bool
) -> Iterator[tuple[str, float]]:
    tokens = discourse.tokens
    last = discourse.entities[number].mentions[-1]
    if tokens.quoted[last.head] and not tokens.quoted[mention.head]:
        yield "quotation: only in a quote", 1
    if tokens.quoted[mention.head] and tokens.quoted[last.head]:
        yield "quotation: both in quotes", 1
    inside = discourse.inside(mention.head)
    if inside and inside[0] == number:
        yield ("quotation: own words" if inside[1] else "quotation: own reported words"), 1
    if mention.head in discourse.contents:
        yield from _own_words(discourse.contents[mention.head], discourse.entities[number], tokens)
    topic = discourse.topic
    here = topic is not None and tokens.paragraph[topic[0]] == tokens.paragraph[mention.head]
    if topic is not None and here and topic[1] == number:
        yield "topic: the paragraph's first subject", 1
    if mention.kind in {None, "person"} and _alone(mention, number, discourse):
        yield "topic: the paragraph's only person", 1
    if discourse.speakers:
        yield from _speaking(mention, number, discourse, kind="source" if source else "other")


def _own_words(said: list[range], entity: Entity, tokens: Tokens) -> Iterator[tuple[str, float]]:
    """Whether an entity is named, or called by a noun, in the words that it would say."""
    recent = entity.mentions[-_RECENT:]
    inside = [item for item in recent if any(item.head in part for part in said)]
    quoted = [item for item in inside if tokens.quoted[item.head]]
    if any(item.form == "name" for item in inside):
        yield "quotation: named in the words it would say", 1
        if any(item.form == "name" for item in quoted):
            yield "quotation: named in its own quotation", 1
    elif any(item.form == "nominal" and item.determiner in {"definite", "indefinite"} for item in quoted):
        yield "quotation: called in its own quotation", 1


def _alone(mention: Mention, number: int, discourse: Discourse) -> bool:
    """Whether the paragraph has named one person so far, and that one."""
    paragraph = discourse.tokens.paragraph[mention.head]
    return paragraph in discourse.named_in and discourse.named_in[paragraph] == {number}


def _speaking(
    mention: Mention, number: int, discourse: Discourse, *, kind: str
) -> Iterator[tuple[str, float]]:
    tokens, topic = discourse.tokens, discourse.topic
    position, speaker = discourse.speakers[-1]
    last = discourse.entities[number].mentions[-1]
    if last.head > position and tokens.function(last.head) == "subject" and not tokens.quoted[last.head]:
        yield f"speaker: subject since the last, {kind}", 1
    if speaker == number:
        yield f"speaker: the last, {kind}", 1
        if topic is not None and position < topic[0] < mention.head and topic[1] != number:
            yield "speaker: the last, another topic since", 1
        near = tokens.paragraph[mention.head] - tokens.paragraph[position]
        if near <= 1:
            yield f"speaker: the last, {'paragraph before' if near else 'same paragraph'}, {kind}", 1
    elif any(other == number for _, other in discourse.speakers[-3:]):
        yield f"speaker: one of three, {kind}", 1
    elif number in discourse.spoken:
        yield f"speaker: earlier, {kind}", 1


def _standing(number: int, discourse: Discourse) -> Iterator[tuple[str, float]]:
    """What the whole article tells of an entity's importance."""
    entity = discourse.entities[number]
    if discourse.figures.get(entity.kind) == number:
        yield f"article: main {entity.kind}", 1
    yield "article: log names", math.log2(1 + discourse.named[number])


def _wording(mention: Mention, entity: Entity, discourse: Discourse) -> Iterator[tuple[str, float]]:
    words, tokens = lexicon(), discourse.tokens
    noun = noun_of(mention, tokens)
    if (age := age_in(mention, tokens)) is not None:
        known_age = "unknown" if entity.age is None else "same" if entity.age == age else "another"
        yield f"age: {known_age}", 1
    elif noun in entity.nouns and _of_the_past(mention, tokens) - entity.modifiers:
        yield "noun: same, but of the past", 1  # "the former mayor" is not Mayor Roe
    elif noun in entity.nouns:
        yield f"noun: same, {mention.determiner}", 1
    elif words.synonymous(noun, entity.nouns):
        yield f"noun: synonym, {mention.determiner}", 1
        if mention.end - 1 > mention.head:
            yield "noun: synonym, described", 1  # "the chairman of the trustees" is hardly the founder
    else:
        yield from _unknown_noun(noun, entity)
        if noun in discourse.calls and not _of_the_past(mention, tokens):
            yield f"noun: another's, {entity.kind}", 1
    yield from _age_beside(mention, entity, tokens)
    if mention.kind is None:
        yield f"kind: open for {entity.kind}", 1
    yield from _modifiers(mention, entity, noun, tokens)
    if mention.determiner == "bare" and tokens.paragraph[mention.head] <= _HEADLINES and not mention.plural:
        yield f"determiner: bare in a headline, {'named' if entity.named else 'unnamed'}", 1
    elif mention.determiner != "definite":
        yield f"determiner: {mention.determiner}", 1


def _age_beside(mention: Mention, entity: Entity, tokens: Tokens) -> Iterator[tuple[str, float]]:
    """Whether the age in "the 44-year-old teacher" is an entity's."""
    told = next((word for word in _aged(mention, tokens) if word.isdigit()), None)
    if told is not None and entity.age is not None:
        yield f"age: {'same' if entity.age == told else 'another'}", 1


def _modifiers(mention: Mention, entity: Entity, noun: str, tokens: Tokens) -> Iterator[tuple[str, float]]:
    """Whether what stands around the noun is known of an entity."""
    words = lexicon()
    modifiers = set() if age_in(mention, tokens) else modifiers_of(mention, tokens) - _aged(mention, tokens)
    countries = {words.nations[word] for word in modifiers if word in words.nations}
    known = {words.nations[word] for word in entity.modifiers if word in words.nations}
    if countries:
        if countries & known:
            yield "modifiers: its country", 1
        else:
            yield f"modifiers: {'another' if known else 'a first'} country, {entity.kind}", 1
        if countries & known or not known:
            modifiers -= words.nations.keys()  # "the Spanish club" may be one whose country was not told
    party = noun in words.parties.values() or words.national(noun)
    large = mention.determiner == "definite" and tokens.tag[mention.head] == "NNP" and not party
    if large and entity.kind == "person" and noun not in entity.nouns:
        yield "noun: in capitals, not known", 1  # "the Prime Minister" is no opposition leader
    if modifiers & _APART and not modifiers & _APART & entity.modifiers:
        yield "modifiers: another one", 1
    foreign = _names_in(mention, tokens) - entity.modifiers - words.nations.keys()
    if foreign and entity.kind == "organization":
        yield "modifiers: foreign name", 1  # "the Interfax news agency" is not ITAR-Tass
    if modifiers:
        shared = modifiers & entity.modifiers
        yield ("modifiers: shared" if shared else f"modifiers: foreign, {entity.kind}"), 1
        if not shared and noun in {word.lower() for word in entity.words}:
            yield "modifiers: foreign, noun of the name", 1  # "the appeals court" is not the Supreme Court


def _unknown_noun(noun: str, entity: Entity) -> Iterator[tuple[str, float]]:
    """Whether an entity can be called by a noun by which the article has not called it so far."""
    words = lexicon()
    office = words.office(noun)
    if entity.kind == "person" and noun in words.unnamed:
        yield "noun: mostly unnamed", 1
    if entity.nouns:
        other = office and any(words.office(known) for known in entity.nouns)
        yield "noun: another office known" if other else "noun: another known", 1
    else:
        yield "noun: none known", 1
        if entity.named:
            generic = noun in words.generic or (entity.kind == "person" and not office)
            body = "place" if entity.place else entity.kind
            yield f"noun: none known, {body} named, {'generic' if generic else 'specific'}", 1


def describe_among(
    mention: Mention, number: int, discourse: Discourse, *, known: bool, owner: int | None
) -> Iterator[tuple[str, float]]:
    """What a nominal's other candidates tell of one of them.

    Args:
        mention: a nominal.
        number: the candidate.
        discourse: what has been read so far.
        known: whether one of the candidates was called by the same noun before.
        owner: whose relation the nominal is, where it is somebody's.
    """
    entity, noun = discourse.entities[number], noun_of(mention, discourse.tokens)
    if known and noun not in entity.nouns and not _of_the_past(mention, discourse.tokens):
        yield "noun: known of another", 1
    phrase = discourse.tokens.lower[mention.first : mention.end]
    if mention.plural and mention.determiner == "bare" and _called_so(phrase, entity, discourse.tokens):
        yield "phrase: the same, bare plural", 1
    last = entity.mentions[-1]
    if (
        last.form in {"name", "nominal"}
        and discourse.tokens.sentence[last.head] == discourse.tokens.sentence[mention.head]
    ):
        yield "nominal: same sentence, no pronoun", 1
    if owner is not None and owner != number and entity.words:
        shared = entity.words[-1:] == discourse.entities[owner].words[-1:] and entity.kind == "person"
        yield ("kin: the owner's surname" if shared else "kin: another surname"), 1
    yield from _new_fact(mention, number, discourse)


def _new_fact(mention: Mention, number: int, discourse: Discourse) -> Iterator[tuple[str, float]]:
    """Whether a nominal may tell something new of the only person whom the paragraph has named."""
    entity, tokens = discourse.entities[number], discourse.tokens
    if not _alone(mention, number, discourse):
        return
    if (age_in(mention, tokens) or _aged(mention, tokens)) and entity.age is None:
        yield "age: unknown, the paragraph's only person", 1
    last = entity.mentions[-1]
    before = last.form == "name" and tokens.sentence[last.head] == tokens.sentence[mention.head] - 1
    if before and mention.determiner == "definite" and not lexicon().office(noun_of(mention, tokens)):
        yield "noun: new, of whom the sentence before names", 1
    if _of_the_past(mention, tokens) and noun_of(mention, tokens) not in entity.nouns:
        yield "noun: of the past, the paragraph's only person", 1


def _called_so(phrase: list[str], entity: Entity, tokens: Tokens) -> bool:
    """Whether an entity was called by the very words."""
    return any(
        tokens.lower[item.first : item.end] == phrase for item in entity.mentions if item.form == "nominal"
    )


def noun_of(mention: Mention, tokens: Tokens) -> str:
    """The head noun of a nominal, singular and lower case."""
    lower = tokens.lower[mention.head]
    return singular_of(lexicon(), lower) if mention.plural else lower


def age_in(mention: Mention, tokens: Tokens) -> str | None:
    """The age in "the 34-year-old"; None where the noun is another."""
    if tokens.lower[mention.head] not in {"old", "year-old"}:
        return None
    inside = range(mention.first, mention.end)
    numbers = (tokens.text[index].partition("-")[0] for index in inside)
    return next((number for number in numbers if number.isdigit()), None)


def _aged(mention: Mention, tokens: Tokens) -> set[str]:
    """The words of an age before a noun: "the *34-year-old* nurse"."""
    before = range(mention.first, mention.head)
    aged = any(
        tokens.lower[index] in {"old", "year-old"} or tokens.lower[index].endswith("-year-old")
        for index in before
    )
    words = {tokens.lower[index] for index in before}
    return {word for word in words if word in {"year", "old"} or word[0].isdigit()} if aged else set()


def modifiers_of(mention: Mention, tokens: Tokens) -> set[str]:
    """The nouns and adjectives around the head of a noun phrase, lower case."""
    behind = mention.head + 1
    compound = behind < mention.end and tokens.text[behind][0] in HYPHENS  # "mum-of-three"
    inside = (*range(mention.first, mention.head), *(() if compound else range(behind, mention.end)))
    found = {
        tokens.lower[index]
        for index in inside
        if tokens.tag[index] in _CONTENT and tokens.lower[index : index + 3][1:] != ["-", "based"]
    } - {"based"}
    return found if mention.kind == "person" else found - lexicon().classing  # "the trade body" is a body


def _of_the_past(mention: Mention, tokens: Tokens) -> frozenset[str]:
    """The words that say that somebody was what the noun says: "the *former* mayor"."""
    return lexicon().past & modifiers_of(mention, tokens)


def _names_in(mention: Mention, tokens: Tokens) -> set[str]:
    """The names among the modifiers of a noun phrase, lower case."""
    before = range(mention.first, mention.head)
    return {tokens.lower[index] for index in before if tokens.tag[index] in {"NNP", "NNPS"}}


def describe_new(mention: Mention, tokens: Tokens, *, known: bool) -> Features:
    """The features of `mention` as the first mention of somebody new.

    Args:
        mention: a nominal.
        tokens: the article.
        known: whether an entity was called by the same noun before.
    """
    found: Features = {"new": 1, f"new: {mention.determiner}": 1, f"new: {mention.kind}": 1}
    if known:
        found["new: noun known"] = 1
    if mention.plural:
        found["new: plural"] = 1
    if mention.head - mention.first > (0 if mention.determiner == "bare" else 1):
        found["new: modified"] = 1
    if tokens.paragraph[mention.head] == 0:
        found[f"new: headline, {mention.determiner}"] = 1
    following = mention.head + 1
    if following < len(tokens) and tokens.tag[following] in {"IN", "VBN", "VBG", "WP", "WDT"}:
        found["new: post-modified"] = 1
    if tokens.text[mention.end : mention.end + 1] == [","] and tokens.lower[
        mention.end + 1 : mention.end + 2
    ] in (
        ["a"],
        ["an"],
    ):
        found["new: described behind"] = 1
    return found
