"""From the words that an attribution names as its source to the mention, or the coordinated mentions, that they are.

Source spans come from annotators and from engines: they may hold an apposition, lack a title, or begin with a
preposition.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from newsclaims.attribution.structures import Attribution
from newsclaims.offsets import cover
from newsclaims.speakers.lexicon import lexicon
from newsclaims.speakers.mentions import Mention, nominal, pronoun, singular_of
from newsclaims.speakers.names import Name
from newsclaims.speakers.roles import Role
from newsclaims.speakers.tokens import HYPHENS, Tokens

_EDGE_TAGS = frozenset({",", ".", ":", "``", "''", "-LRB-", "-RRB-", "IN", "CC", "HYPH", "SYM", "_SP", "RB"})
_QUANTIFIED = frozenset({"JJ", "CD", "DT", "NN", "JJR", "JJS", "RB", "PDT"})
_CUTS = frozenset({",", ":", ".", "WP", "WDT", "WP$", "-LRB-", "-RRB-", "``", "''", "WRB"})
_REDUCED = frozenset({"VBN", "VBG", "VBD", "VBZ", "VBP", "MD"})
_HEAD_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP"})
_BEFORE_HEAD = frozenset(
    {"DT", "PDT", "PRP$", "CD", "JJ", "JJR", "JJS", "VBN", "VBG", "RB", "HYPH", "``", "''"}
)
_COMMON = frozenset({"NN", "NNS"})
_OPENING = frozenset({"DT", "PRP$", "PDT"})
_OLD = frozenset({"old", "year-old", "olds", "year-olds"})
_RELATIVE_TAGS = frozenset({"WP", "WDT"})
# What is done with a document that speaks: "a memo seen by this agency".
READING = frozenset({"seen", "obtained", "viewed", "reviewed", "examined", "read"})
_SEEN_BY = 3
# The longest noun phrase that is completed, in tokens behind its determiner.
_LONGEST = 8
# Names so many tokens away from a source are no part of it, and no apposition to it.
_AROUND = 60
_TITLE_TAGS = _BEFORE_HEAD | {"NN", "NNP", "NNPS", "POS"}
_NOBODY = frozenset(
    {
        "you",
        "this",
        "that",
        "there",
        "one",
        "what",
        "nobody",
        "no-one",
        "yourself",
        "none",
        "neither",
        "nothing",
    }
    | {"anyone", "anybody", "anything", "whoever", "whatever"}
)


def source_mentions(
    tokens: Tokens, names: Sequence[Name], roles: Sequence[Sequence[Role]], attribution: Attribution
) -> tuple[Mention, ...]:
    """The mentions that the source consists of: none, one, or one for each member of a coordination."""
    if not attribution.source:
        return ()
    span = cover(attribution.source[:1])
    inside = tokens.within(span)
    first, end = _trim(tokens, inside.start, inside.stop)
    if first >= end:
        return ()
    end = _whole(tokens, first, end)
    if (document := _read_by(tokens, first)) is not None:
        return (document,)
    if (relative := _relative(tokens, first, end)) is not None:
        return (relative,)
    low = bisect_left(names, first - _AROUND, key=lambda name: name.end)
    high = bisect_right(names, end + _AROUND, key=lambda name: name.start)
    end = _with_bearer(tokens, names[low:high], roles[low:high], first, end)
    found = _members(tokens, names[low:high], roles[low:high], first, end)
    return tuple(
        mention if mention.name is None else replace(mention, name=mention.name + low) for mention in found
    )


def _members(
    tokens: Tokens, names: Sequence[Name], roles: Sequence[Sequence[Role]], first: int, end: int
) -> list[Mention]:
    """The mentions of the noun phrase ``first:end``, given the names around it."""
    heads = _heads(tokens, names, first, end)
    if len(heads) == 1 and (owner := _owner(tokens, names, first, heads[0])) is not None:
        return [owner]
    if (opening := _opening_name(tokens, names, heads, first, end)) is not None:
        return [name_mention(names[opening], opening)]
    titled = _titled_name(tokens, names, roles, first, end)
    if titled is not None:
        return [name_mention(names[titled], titled)]
    found: list[Mention] = []
    for position, head in enumerate(heads):
        start = first if position == 0 else heads[position - 1] + 1
        mention = _mention(tokens, names, roles, (start, end, head), alone=len(heads) == 1)
        if mention is not None:
            found.append(mention)
    if _one_described(tokens, found):
        return found[:1]
    if len(found) > 1 and not any(mention.form == "name" for mention in found):
        whole = nominal(tokens, first, _end(tokens, heads[-1], end), heads[0])
        one = all(_shares_article(tokens, first, mention) for mention in found)
        found = [whole if one else _together(whole)]
    return found


def _opening_name(
    tokens: Tokens, names: Sequence[Name], heads: Sequence[int], first: int, end: int
) -> int | None:
    """The name that a source begins with and describes behind a comma: "*Roe*, a former sarpanch"."""
    number = next((number for number, name in enumerate(names) if name.start == first), None)
    if number is None or len(heads) > 1 or names[number].end >= end:
        return None
    comma = names[number].end
    described = tokens.text[comma] == "," and tokens.tag[comma + 1 : comma + 2] == ["DT"]
    return number if described and heads[0] > comma else None


def _one_described(tokens: Tokens, found: Sequence[Mention]) -> bool:
    """Whether the second of two only describes the first: "Roe, the club's director, *and a Republican*"."""
    if len(found) != 2 or found[0].form != "name" or tokens.text[found[0].end] != ",":  # noqa: PLR2004
        return False
    last = found[1]
    indefinite = last.form == "nominal" and last.determiner == "indefinite" and not last.plural
    return indefinite and last.kind == "person" and last.first > found[0].end + 2


def _owner(tokens: Tokens, names: Sequence[Name], first: int, head: int) -> Mention | None:
    """Whose words a source is: *his* of "his remarks", *Roe* of "Roe's claim"."""
    noun = tokens.lower[head]
    if noun not in lexicon().owner_speaks and noun.removesuffix("s") not in lexicon().owner_speaks:
        return None
    if tokens.tag[first] == "PRP$":
        return pronoun(tokens, first)
    for number, name in enumerate(names):
        if name.start == first and _possessive(tokens, name.end) and name.end < head:
            return name_mention(name, number)
    return None


def _read_by(tokens: Tokens, first: int) -> Mention | None:
    """The document that a source has seen: "*a memo* seen by Norvik News"."""
    if first < _SEEN_BY or tokens.lower[first - 1] != "by" or tokens.lower[first - 2] not in READING:
        return None
    head = first - 3
    if tokens.tag[head] not in _COMMON:
        return None
    start = head
    while (
        start > 0
        and tokens.tag[start - 1] in _TITLE_TAGS
        and tokens.sentence[start - 1] == tokens.sentence[head]
    ):
        start -= 1
        if tokens.tag[start] in _OPENING:
            break
    found = nominal(tokens, start, head + 1, head)
    return replace(found, kind=found.kind or "document")


def _relative(tokens: Tokens, first: int, end: int) -> Mention | None:
    """The relative pronoun that a source begins with, or that says of whom it is a part: "some of *whom*"."""
    if tokens.tag[first] in _RELATIVE_TAGS:
        return pronoun(tokens, first)
    last = range(first, min(end + 2, len(tokens)))[-2:]
    if len(last) > 1 and tokens.lower[last[0]] == "of" and tokens.lower[last[1]] in {"whom", "which"}:
        return pronoun(tokens, last[1])
    return None


def _titled_name(
    tokens: Tokens, names: Sequence[Name], roles: Sequence[Sequence[Role]], first: int, end: int
) -> int | None:
    """The person's name that a source ends in, behind titles: "Tennis great and former mayor Jane Roe"."""
    number = next((number for number, name in enumerate(names) if name.end == end > name.start > first), None)
    if number is None:
        return None
    name = names[number]
    title = next((role for role in roles[number] if role.place == "before"), None)
    edge = name.start if title is None else title.edge
    person = name.label == "PERSON" or name.words[0].lower() in lexicon().given or title is not None
    if title is not None and edge <= first <= title.head and tokens.tag[edge - 1] != "CC":
        return number if len(name.words) > 1 else None
    if edge <= first or len(name.words) == 1 or not person:
        return None
    if tokens.tag[edge - 1] == "CC":
        edge -= 1
        coordinated = (
            title is not None and title.edge == title.first and lexicon().person(tokens.lower[edge - 1])
        )
        if not coordinated or any(item.start < edge <= item.end for item in names):
            return None
    return number if _one_title(tokens, names, name, first, edge) else None


def _one_title(tokens: Tokens, names: Sequence[Name], name: Name, first: int, edge: int) -> bool:
    """Whether all words before a name are its title, names of bodies and places among them.

    Without an article a title may be two ("police chief and coordinator"), and have its field behind it ("president
    of the Oslo Chamber Jane Roe").
    """
    named = {index for item in names for index in range(item.start, item.end) if item is not name}
    tags = _TITLE_TAGS | ({"-LRB-", "-RRB-"} if named else frozenset())
    office = next((i for i in range(first, edge) if tokens.lower[i] in lexicon().titles), edge)
    for index in range(first, edge):
        joined = tokens.tag[index] == "CC" and tokens.tag[first] != "DT" and name.label == "PERSON"
        field = index > office and tokens.lower[index] in {"of", "for", "the"} and name.label == "PERSON"
        if not (tokens.tag[index] in tags or index in named or joined or field):
            return False
    persons = any(
        item.label == "PERSON" and item is not name and first <= item.start < edge for item in names
    )
    return not persons or all(tokens.tag[index] in tags or index in named for index in range(first, edge))


def _whole(tokens: Tokens, first: int, end: int) -> int:
    """The end of a noun phrase of which a source has only the beginning: "his" of "his daughter"."""
    if any(tokens.tag[index] not in _OPENING for index in range(first, end)) or end >= len(tokens):
        return end
    head = _surface_head(tokens, end, min(end + _LONGEST, len(tokens)))
    if head is None or tokens.sentence[head] != tokens.sentence[first]:
        return end
    noun = tokens.lower[head].removesuffix("s")
    return end if noun in lexicon().owner_speaks or tokens.lower[head] in lexicon().owner_speaks else head + 1


def _with_bearer(
    tokens: Tokens, names: Sequence[Name], roles: Sequence[Sequence[Role]], first: int, end: int
) -> int:
    """The end of a source that is only the body in a title: "*Farmers' Union* (FU) secretary Jane Roe"."""
    if not any(name.start >= first and name.end == end for name in names):
        return end
    index = end
    if tokens.text[index : index + 1] == ["("]:
        index = (
            next((i for i in range(index + 1, min(index + 4, len(tokens))) if tokens.text[i] == ")"), end) + 1
        )
    for name, beside in zip(names, roles, strict=True):
        title = next((role for role in beside if role.place == "before"), None)
        if title is not None and name.start > index and first <= title.first <= index <= title.head:
            return name.end
    return end


def _shares_article(tokens: Tokens, first: int, mention: Mention) -> bool:
    """Whether a mention is one of two titles of one person: "the former first lady and senator"."""
    article = tokens.tag[first] == "DT" and mention.kind == "person" and not mention.plural
    return article and (mention.first == first or tokens.tag[mention.first] not in {"DT", "PRP$", "CD"})


def _together(mention: Mention) -> Mention:
    """Unnamed people in a coordination as one mention: "the mayor and his wife"."""
    kind = "group" if mention.kind in {None, "person"} else mention.kind
    return replace(mention, kind=kind, plural=True)


def _trim(tokens: Tokens, first: int, end: int) -> tuple[int, int]:
    if end - first > _SEEN_BY and tokens.text[first + 1] == "," and tokens.lower[first].endswith("ing"):
        article = tokens.tag[first + 2] == "DT" and tokens.tag[first] in {"VBG", "NN", "NNP"}
        first += 2 if article else 0  # "*Ruling*, the speaker directed"
    while first < end and tokens.dateline[first]:
        first += 1
    while (
        first < end - 1 and tokens.tag[first] in _EDGE_TAGS and tokens.lower[first] not in {"both", "about"}
    ):
        first += 1
    while end - 1 > first and tokens.tag[end - 1] in _EDGE_TAGS | {"POS"}:
        end -= 1
    return first, end


def _heads(tokens: Tokens, names: Sequence[Name], first: int, end: int) -> list[int]:
    """The head of the source, and those coordinated with it."""
    root = _head(tokens, first, end)
    heads = [root]
    for index in range(root + 1, end):
        if tokens.dep[index] == "conj" and tokens.head[index] in heads and not _same_one(tokens, index):
            between = range(tokens.head[index], index)
            if any(tokens.lower[i] in {"and", "or", "&"} for i in range(first, index)) and all(
                tokens.tag[i] not in {"WP", "WDT", "VBD", "VBZ"} for i in between
            ):
                heads.append(index)
    if len(heads) == 1:
        heads += _named_beside(tokens, names, heads[0], end)
    if len(heads) > 1:
        name = next(
            (
                name
                for name in names
                if name.start <= heads[0] < name.end and name.start <= heads[-1] < name.end
            ),
            None,
        )
        if name is not None:  # "Fish and Wildlife Service" is one
            return heads[:1]
    return heads


def _head(tokens: Tokens, first: int, end: int) -> int:
    """The head of the source: the parse's where it can be one."""
    if (parent := _with_children(tokens, first, end)) is not None:
        return parent
    root = tokens.root(first, end)
    if tokens.tag[root] not in _HEAD_TAGS:
        root = _aged(tokens, first, end) or _surface_head(tokens, first, end) or root
    elif tokens.tag[root] in _COMMON and (surface := _surface_head(tokens, first, root)) is not None:
        root = surface if tokens.tag[surface + 1] == "IN" else root  # "*director* of care home"
    while root + 2 < end and tokens.tag[root + 1] == "POS":  # "the climatologist's office"
        root = _surface_head(tokens, root + 2, end) or end - 1
    return root


def _with_children(tokens: Tokens, first: int, end: int) -> int | None:
    """The noun in "the *mum*-of-three"."""
    for index in range(first, end - 2):
        hyphens = tokens.text[index + 1] in HYPHENS and tokens.glued(index + 1) and tokens.glued(index + 2)
        if hyphens and tokens.lower[index + 2] == "of" and lexicon().person(tokens.lower[index]):
            return index
    return None


def _same_one(tokens: Tokens, index: int) -> bool:
    """Whether what the parse coordinates is one still: "the Mine Closure Company, *or SSZK*, has accepted"."""
    named_again = tokens.lower[index - 1] == "or" and tokens.text[index - 2] == ","
    return tokens.dep[index - 1] == "amod" or named_again


def _aged(tokens: Tokens, first: int, end: int) -> int | None:
    """The last token of "the 34-year-old"."""
    if tokens.tag[first] != "DT":
        return None
    return next((index for index in range(first + 1, end) if tokens.lower[index] in _OLD), None)


def _named_beside(tokens: Tokens, names: Sequence[Name], head: int, end: int) -> list[int]:
    """The last word of a person's name that follows "and" and titles, where the parse has it elsewhere."""
    first = next((name for name in names if name.start <= head < name.end), None)
    if first is None or first.end >= end or tokens.lower[first.end] != "and":
        return []
    second = next((name for name in names if name.start > first.end and name.end == end), None)
    if second is None or len(second.words) == 1 or second.label != "PERSON":
        return []
    titles = range(first.end + 1, second.start)
    return [second.end - 1] if all(tokens.tag[index] in _TITLE_TAGS for index in titles) else []


def _surface_head(tokens: Tokens, first: int, end: int) -> int | None:
    """The last noun of the words that a noun phrase can begin with: where the parse has it in no noun phrase."""
    found = None
    for index in range(first, end):
        if tokens.tag[index] in _HEAD_TAGS:
            found = index if index + 1 == end or tokens.text[index + 1][0] not in HYPHENS else found
        elif found is not None or not (tokens.tag[index] in _BEFORE_HEAD or index == first):
            break
    return found


def _mention(
    tokens: Tokens,
    names: Sequence[Name],
    roles: Sequence[Sequence[Role]],
    place: tuple[int, int, int],
    *,
    alone: bool,
) -> Mention | None:
    first, end, head = place
    number = _name_of(tokens, names, roles, place, alone=alone)
    if number is not None:
        return name_mention(names[number], number)
    if (found := pronoun(tokens, head)) is not None and (found.form != "relative" or head == first):
        return found
    partitive = head + 1 < end and tokens.lower[head + 1] == "of"
    if tokens.tag[head] == "EX" or (tokens.lower[head] in _NOBODY and not partitive):
        return None
    start = _start(tokens, first, head)
    made = nominal(tokens, start, max(head + 1, _end(tokens, head, end)), head)
    return _counted(tokens, made)


def _counted(tokens: Tokens, made: Mention) -> Mention:
    """A nominal as what its number word makes it: "one", "another", "both", "Local 614 of the dockers' union"."""
    head, lower = made.head, tokens.lower[made.head]
    alone = made.end == made.first + 1
    if lower == "one":
        return Mention(made.first, made.end, head, "nominal", "person")
    if lower == "another" and alone:
        return Mention(made.first, made.end, head, "nominal", "person", determiner="indefinite")
    if lower == "both" and alone:
        return Mention(made.first, made.end, head, "pronoun", plural=True)
    following = tokens.text[head + 1 : head + 2]
    if tokens.text[head] in lexicon().numbered and following and following[0].isdigit():
        return replace(made, kind="organization")
    if made.kind is None and tokens.tag[head] in _QUANTIFIED and lower in lexicon().quantifiers:
        return Mention(made.first, made.end, head, "nominal", "group", None, plural=True)
    return made


def name_mention(name: Name, number: int) -> Mention:
    """The mention that a name is, its honorific and capitalised title included."""
    return Mention(name.start, name.end, name.end - 1, "name", None, name.gender, plural=False, name=number)


def _name_of(
    tokens: Tokens,
    names: Sequence[Name],
    roles: Sequence[Sequence[Role]],
    place: tuple[int, int, int],
    *,
    alone: bool,
) -> int | None:
    """The name that the source is, where it is one and not a noun with a name beside it."""
    first, end, head = place
    for number, name in enumerate(names):
        if any(role.place != "before" and role.first <= head < role.end for role in roles[number]):
            return number
        above = next((role for role in roles[number] if role.place == "above"), None)
        if above is not None and alone and first <= above.first and above.head < end <= above.end:
            return number  # "City of *Bonn Council's spokesman*, Jack Roe,"
        if name.end <= first:
            continue
        if name.start >= end:
            break
        if _possessive(tokens, name.end) and name.end < end - 1:
            continue
        if name.start <= head < name.end:
            return number
        edge = min([name.start, *(role.edge for role in roles[number] if role.place != "after")])
        if edge <= first or (edge <= head < name.end and alone):
            last = name.end - 1
            governor = tokens.head[last]
            governed = tokens.function(last) == "modifier" and name.end <= governor < end
            beside = range(name.end, governor)
            if not governed or any(tokens.tag[index] not in _TITLE_TAGS for index in beside):
                return number
    return None


def _possessive(tokens: Tokens, index: int) -> bool:
    """Whether a possessive ending is at `index`, whatever the tagger takes it for."""
    if index >= len(tokens):
        return False
    return tokens.tag[index] == "POS" or (tokens.lower[index] == "'s" and tokens.glued(index))


def _start(tokens: Tokens, first: int, head: int) -> int:
    """The first token of the noun phrase: nothing before it that belongs to another member."""
    for index in range(head - 1, first - 1, -1):
        if (
            tokens.tag[index] in {",", "CC", "``"}
            and tokens.dep[index] in {"punct", "cc"}
            and tokens.head[index] != head
        ):
            return index + 1
    return first


def _end(tokens: Tokens, head: int, end: int) -> int:
    """The end of the noun phrase with its prepositional phrases, before appositions and relative clauses."""
    for index in range(head + 1, end):
        if tokens.tag[index] in _CUTS or _when(tokens, head, index):
            return index
        if tokens.tag[index] in _REDUCED and (
            tokens.dep[index] in {"acl", "relcl", "advcl", "ROOT", "ccomp", "aux", "auxpass"}
            or tokens.lower[index] == "being"
        ):
            return index
        complementizer = tokens.lower[index] == "that" and tokens.tag[index] != "DT"
        if complementizer or tokens.lower[index] in {"–", "—", "--"}:
            return index
    return end


def _when(tokens: Tokens, head: int, index: int) -> bool:
    """Whether a preposition and a date follow somebody, which belong to the verb: "a judge *on Monday* ruled"."""
    if tokens.tag[index] != "IN" or not lexicon().person(singular_of(lexicon(), tokens.lower[head])):
        return False
    return index + 1 < len(tokens) and tokens.entity[index + 1] in {"DATE", "TIME"}
