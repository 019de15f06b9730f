"""From parties in the making to the cast: names, roles, affiliations, aliases as the guidelines define them."""

from collections.abc import Sequence

from newsclaims.offsets import Offsets
from newsclaims.speakers.entities import Entity
from newsclaims.speakers.lexicon import lexicon
from newsclaims.speakers.mentions import Mention
from newsclaims.speakers.resolution import Resolver
from newsclaims.speakers.roles import Role, affiliation_of, described
from newsclaims.speakers.structures import Cast, Party
from newsclaims.speakers.tokens import Tokens

# Mentions of one word, with nothing to clean away.
_WORDS = frozenset({"pronoun", "first", "relative"})
_POSSESSIVES = ("'s", "’s", "'", "’")


def build_cast(text: str, resolver: Resolver) -> Cast:
    """The parties that have a mention, in order of their first one, and the speaker of each attribution."""
    mentions: list[list[Mention]] = [[] for _ in resolver.entities]
    for mention, number in resolver.of_mention.items():
        mentions[number].append(mention)
    for found in mentions:
        found.sort(key=lambda mention: (mention.first, mention.end))
    present = [number for number, found in enumerate(mentions) if found]
    present.sort(key=lambda number: (mentions[number][0].first, number))
    sources = {mention for group in resolver.sources for mention in group}
    parties = tuple(
        _party(text, resolver, resolver.entities[number], mentions[number], sources) for number in present
    )
    index = {number: position for position, number in enumerate(present)}
    return Cast(
        parties, tuple(None if number is None else index.get(number) for number in resolver.of_attribution)
    )


def _party(
    text: str, resolver: Resolver, entity: Entity, mentions: Sequence[Mention], sources: set[Mention]
) -> Party:
    spans = [
        mention.span(resolver.tokens)
        if mention.form in _WORDS
        else _clean(text, mention.span(resolver.tokens))
        for mention in mentions
    ]
    name = _name(text, resolver, entity, mentions, sources)
    forms = dict.fromkeys(text[span.start : span.end] for span in spans)
    forms.pop(name, None)
    role, affiliation = _role(text, resolver, entity, mentions)
    return Party(
        name=name,
        kind=entity.kind,
        role=role,
        affiliation=affiliation,
        aliases=tuple(forms),
        mentions=tuple(dict.fromkeys(spans)),
    )


def _name(
    text: str, resolver: Resolver, entity: Entity, mentions: Sequence[Mention], sources: set[Mention]
) -> str:
    tokens = resolver.tokens
    if entity.full is not None:
        span = _clean(text, entity.full.span(tokens))
        return text[span.start : span.end]
    if entity.named:
        for name in resolver.names:
            if (name.words, name.generation) == (entity.words, entity.generation):
                span = _clean(text, tokens.span(name.core, name.last))
                return text[span.start : span.end]
    ranked = sorted(
        mentions,
        key=lambda mention: (
            mention.form != "nominal",
            tokens.paragraph[mention.head] == 1 and mention.determiner == "bare",
            mention not in sources,
            mention.first,
        ),
    )
    span = _clean(text, ranked[0].span(tokens))
    return text[span.start : span.end]


def _role(
    text: str, resolver: Resolver, entity: Entity, mentions: Sequence[Mention]
) -> tuple[str | None, str | None]:
    """The office beside the name, else what else stands beside it, else the office by which the article calls it."""
    tokens, words = resolver.tokens, lexicon()
    roles = entity.roles or _called(resolver, entity, mentions)
    if (
        not (roles or entity.named or entity.plural)
        and entity.kind == "person"
        and mentions[0].form == "nominal"
    ):
        apposition = described(tokens, mentions[0].end)
        roles = [apposition] if apposition is not None else []
    if entity.kind != "person":
        roles = [role for role in roles if role.place != "lead"]
    if entity.kind == "organization":
        roles = [
            role
            for role in roles
            if words.kinds.get(tokens.lower[role.head]) == "organization" or role.place == "after"
            if tokens.lower[role.head] not in words.either or role.place == "after"
        ]
    if not roles:
        return None, None
    offices = [
        role
        for role in roles
        if tokens.lower[role.head] in words.titles or tokens.text[role.head].rstrip(".") in words.abbreviated
    ]
    roles = offices or roles
    role = max(
        roles,
        key=lambda role: (_length(tokens, role) > 1, _length(tokens, role) == 1 and _small(tokens, role)),
    )
    span = _clean(text, tokens.span(role.first, _before_rank(tokens, role)))
    place = affiliation_of(tokens, role)
    affiliation = None
    if place is not None:
        inner = _clean(text, tokens.span(*place))
        affiliation = text[inner.start : inner.end]
    return text[span.start : span.end] or None, affiliation


def _length(tokens: Tokens, role: Role) -> int:
    """Its words, without forms of address."""
    return sum(tokens.text[index] not in lexicon().honorifics for index in range(role.first, role.end))


def _before_rank(tokens: Tokens, role: Role) -> int:
    """Where a role ends, without the short rank that stands between it and the name: "police spokesman *Capt.*"."""
    end = role.head
    short = role.end == end + 1 and tokens.text[end].rstrip(".") in lexicon().abbreviated
    described = (
        role.first < end and tokens.text[end - 1][0].islower() and lexicon().person(tokens.lower[end - 1])
    )
    return end if short and described else role.end


def _small(tokens: Tokens, role: Role) -> bool:
    return tokens.text[role.head][0].islower()


def _called(resolver: Resolver, entity: Entity, mentions: Sequence[Mention]) -> list[Role]:
    """The offices by which the article calls a person that it also names: "the prosecutor"."""
    tokens, titles = resolver.tokens, lexicon().titles
    return [
        Role(
            mention.first + 1,
            mention.head + 1,
            mention.head,
            mention.end,
            "noun",
        )
        for mention in mentions
        if entity.named
        and entity.kind == "person"
        and mention.form == "nominal"
        and mention.first < mention.head
        and mention.determiner == "definite"
        and tokens.lower[mention.head] in titles
    ][:1]


def _clean(text: str, span: Offsets) -> Offsets:
    """`span` without a possessive ending, marks or white space at its edges."""
    start, end = span
    while end > start and (text[end - 1].isspace() or text[end - 1] in "\"“”'’‘,;:"):
        end -= 1
    while start < end and (text[start].isspace() or text[start] in "\"“”'‘"):
        start += 1
    for ending in _POSSESSIVES:
        if text[start:end].endswith(ending):
            return Offsets(start, end - len(ending))
    return Offsets(start, end) if end > start else span
