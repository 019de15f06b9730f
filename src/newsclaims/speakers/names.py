"""Where the article writes a name, and what of it is title, honorific and name proper.

Decided from capital letters, part-of-speech tags and the tables of titles; the pipeline's named entities are one
vote among others, for a small model takes surnames for companies and companies for people.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from newsclaims.speakers.lexicon import Gender, Lexicon, lexicon
from newsclaims.speakers.tokens import HYPHENS, Tokens

_NAME_TAGS = frozenset({"NNP", "NNPS"})
_NAME_ENTITIES = frozenset(
    {"PERSON", "ORG", "GPE", "NORP", "FAC", "LOC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW"}
)
_TIMES = frozenset({"DATE", "TIME"})
_MARKS = frozenset({'"', "“", "”", "'", "‘", "’", "''", "``"})
_POSSESSIVE = frozenset({"'s", "'"})
# "Bank of England", "Fish and Wildlife Service": small words inside an organisation's name.
_JOINERS = frozenset({"of", "for", "and", "&", "on", "the", "a", "an"})
# What a place and a hyphen describe a body with: "Oslo-based Norvik".
_DESCRIBING = frozenset(
    {"based", "born", "listed", "backed", "owned", "led", "run", "headquartered", "registered"}
)
_RETIRED = frozenset({"r", "ret", "retd", "rtd"})
# Words of an office without an article: "Malaysian Minister".
_SHORT_OFFICE = 2
# Letters of an abbreviation.
ACRONYM = range(2, 7)
_VERBS = frozenset({"VB", "VBP", "IN"})
_CLOSED_CLASS = frozenset({"DT", "PRP", "PRP$", "CC", "WP", "WDT", "WRB", "EX", "MD", "TO", "CD"})


@dataclass(frozen=True, slots=True)
class Name:
    """One occurrence of a name.

    Attributes:
        start: first token of the capitalised title, or of the name.
        core: first token of the name proper.
        last: token after the name proper, "Jr." included.
        end: token after the last, what follows the name included.
        words: the name proper, one entry a word, hyphenated parts joined, without suffix.
        generation: what tells father and son apart: "jr", "sr", "iii", or "".
        honorific: whether a form of address stands before it.
        titled: whether a title stands right before it, in capitals.
        gender: gender that the form of address tells.
        label: type of the named entity that covers most of it, or "".
        determiner: whether "the" stands before it.
    """

    start: int
    core: int
    last: int
    end: int
    words: tuple[str, ...]
    generation: str
    honorific: bool
    titled: bool
    gender: Gender | None
    label: str
    determiner: bool


def find_names(tokens: Tokens) -> list[Name]:
    """The names of the article, in text order; they do not overlap."""
    words = lexicon()
    surnames = _surnames(tokens, words)
    found = [
        name
        for first, end in _runs(tokens, words, surnames)
        for start, stop in _parts(tokens, words, first, end)
        for name in [_name(tokens, words, start, stop)]
        if name is not None
        and not _national(tokens, name)
        and not _office(tokens, words, name)
        and not _office_in_capitals(tokens, words, name)
        # A trade written large at the beginning of a sentence is a name only where somebody bears it.
        and not (
            name.start == name.core
            and _common_noun(words, name.words)
            and name.words[0] not in surnames
            and not _body_in_capitals(tokens, words, name)
        )
    ]
    return _with_shared_surnames(tokens, words, found)


def _with_shared_surnames(tokens: Tokens, words: Lexicon, names: list[Name]) -> list[Name]:
    """`names` with the surname that two share: "Jack" of "Jack and Jane Roe" is a Roe."""
    surnames = {name.words[-1] for name in names if len(name.words) > 1}
    found = list(names)
    for number, (name, other) in enumerate(pairwise(names)):
        joined = other.core == name.end + 1 and tokens.lower[name.end] in {"and", "&"}
        given = (
            len(name.words) == 1 and name.words[0].lower() in words.given and name.label not in {"GPE", "ORG"}
        )
        person = other.label == "PERSON" or other.words[0].lower() in words.given
        full = len(other.words) > 1 and person
        if joined and given and full and name.words[0] not in surnames:
            start = next(
                (index for index, word in enumerate(other.words) if word.lower() in words.particles), -1
            )
            found[number] = replace(name, words=(*name.words, *other.words[start:]))
    return found


def _surnames(tokens: Tokens, words: Lexicon) -> set[str]:
    """Words that stand behind given names, and abbreviations that are names where the tagger has no doubt."""
    found: set[str] = set()
    for index in range(1, len(tokens)):
        text, before = tokens.text[index], index - 1
        if tokens.tag[index] not in _NAME_TAGS:
            continue
        while before and tokens.lower[before] in words.particles:
            before -= 1
        given = tokens.lower[before] in words.given and tokens.tag[before] == "NNP"
        given = given or (before == index - 1 and _full_name(tokens, words, index))
        abbreviation = (
            len(text) in ACRONYM and text.isupper() and text.isalpha() and text.lower() not in words.titles
        )
        if given or (abbreviation and not tokens.text[index - 1].isupper()):
            found.add(text)
        if given and before == index - 1 and tokens.entity[before] == "PERSON":
            found.add(tokens.text[before])
    return found


def _full_name(tokens: Tokens, words: Lexicon, index: int) -> bool:
    """Whether the word at `index` ends what the pipeline takes for a person of two names or more."""
    lower = tokens.lower[index]
    last = index + 1 == len(tokens) or tokens.entity[index + 1] != "PERSON"
    both = tokens.entity[index - 1] == tokens.entity[index] == "PERSON" and tokens.tag[index - 1] == "NNP"
    known = words.person(lower) or lower in words.kinds or lower in words.either or lower in words.nations
    known = known and not (
        tokens.text[index] in words.abbreviated and tokens.lower[index - 1] not in words.kinds
    )
    return both and last and not known and tokens.text[index].istitle()


def _runs(tokens: Tokens, words: Lexicon, surnames: set[str]) -> Iterator[tuple[int, int]]:
    """Stretches of capitalised tokens, with the small words that belong into a name."""
    index, count = 0, len(tokens)
    while index < count:
        # A tagger takes "Stumpf said" for a common noun: the article's full names tell otherwise.
        capital = _capitalised(tokens, words, index) or (
            tokens.text[index] in surnames
            and not tokens.dateline[index]
            and not (tokens.lower[index] in words.given and tokens.tag[index] in _CLOSED_CLASS | _VERBS)
        )
        if not (capital or _leading_particle(tokens, words, index, surnames)):
            index += 1
            continue
        first = index
        index += 1
        while index < count and (step := _continuation(tokens, words, first, index)):
            index += step
        yield first, index


def _capitalised(tokens: Tokens, words: Lexicon, index: int) -> bool:
    text = tokens.text[index]
    if tokens.dateline[index]:
        return False
    if tokens.label[index]:
        return True
    if not text[0].isupper():
        # al-Assad, bin Laden at the beginning of a name that the tagger knows for one.
        joined = tokens.lower[index] in words.particles and tokens.tag[index] in _NAME_TAGS
        return joined and index + 1 < len(tokens) and tokens.text[index + 1][0] in HYPHENS
    if tokens.entity[index] in _TIMES or tokens.tag[index] in _CLOSED_CLASS:
        return False
    return (
        tokens.tag[index] in _NAME_TAGS or tokens.entity[index] in _NAME_ENTITIES or text in words.honorifics
    )


def _leading_particle(tokens: Tokens, words: Lexicon, index: int, surnames: set[str]) -> bool:
    """Whether a surname begins with a small particle here: "dos Santos said", where the full name is known."""
    following = index + 1
    return (
        tokens.lower[index] in words.particles
        and following < len(tokens)
        and tokens.text[following] in surnames
        and tokens.lower[following] not in words.given
    )


def _continuation(tokens: Tokens, words: Lexicon, first: int, index: int) -> int:
    """How many tokens at `index` go on with the run; 0 where it ends."""
    if tokens.paragraph[index] != tokens.paragraph[first]:
        return 0
    if tokens.text[index][0] in HYPHENS and tokens.glued(index) and index + 1 < len(tokens):
        return 2 if tokens.glued(index + 1) and tokens.text[index + 1][0].isalnum() else 0
    abbreviated = (
        tokens.text[index] == "." and tokens.glued(index) and tokens.text[index - 1] in words.abbreviated
    )
    if _capitalised(tokens, words, index) or abbreviated:  # a title that the tokenizer does not know: "Cmdr."
        return 1
    if (step := _inserted(tokens, words, index)) or tokens.text[index] in _MARKS:
        return step
    if tokens.lower[index] in words.particles or tokens.lower[index] in _JOINERS:
        step = 1
        while index + step < len(tokens) and tokens.lower[index + step] in words.particles | _JOINERS:
            step += 1
        following = index + step
        if (
            following < len(tokens)
            and _capitalised(tokens, words, following)
            and (
                _joins(tokens, words, index, following) or _in_country(tokens, words, first, index, following)
            )
        ):
            return step + 1
    return 0


def _in_country(tokens: Tokens, words: Lexicon, first: int, index: int, following: int) -> bool:
    """Whether a body's name goes on with its country: "National Union of Metalworkers *of South Africa*"."""
    body = any(tokens.text[inside] in words.organization_words for inside in range(first, index))
    place = tokens.entity[following] == "GPE" or tokens.lower[following] in words.nations
    return body and place and tokens.lower[index:following] in (["of"], ["of", "the"])


def _inserted(tokens: Tokens, words: Lexicon, index: int) -> int:
    """How many tokens a nickname and its marks, a number or a body's possessive take with the word behind them."""
    if _nickname(tokens, words, index):
        return 4
    if _retired(tokens, words, index):
        return 3
    if tokens.text[index].isdigit() and tokens.text[index - 1] in words.numbered:
        return 1
    return 2 if tokens.tag[index] == "POS" and _bodys_possessive(tokens, words, index) else 0


def _retired(tokens: Tokens, words: Lexicon, index: int) -> bool:
    """Whether brackets behind a rank say that its bearer has left the service: "Brig (r) Jack Roe"."""
    inside = "".join(tokens.lower[index + 1 : index + 3]).removesuffix(")").rstrip(".")
    opens = tokens.text[index] == "(" and tokens.text[index - 1] in words.abbreviated
    return opens and tokens.text[index + 2 : index + 3] == [")"] and inside in _RETIRED


def _nickname(tokens: Tokens, words: Lexicon, index: int) -> bool:
    """Whether a name goes on after a nickname in quotation marks: 'C.L. "Butch" Otter'."""
    if index + 3 >= len(tokens) or tokens.text[index] not in _MARKS or tokens.text[index + 2] not in _MARKS:
        return False
    return all(_capitalised(tokens, words, other) for other in (index - 1, index + 1, index + 3))


def _bodys_possessive(tokens: Tokens, words: Lexicon, index: int) -> bool:
    """Whether a possessive stands inside a body's name: "Swiss People's Party", "Moody's Investors Service"."""
    last = index + 1
    while (
        last < len(tokens)
        and (tokens.tag[last] in _NAME_TAGS or tokens.text[last] in words.organization_words)
        and tokens.entity[last] in {"", tokens.entity[index], "ORG"}
    ):
        last += 1
    one_entity = tokens.entity[index] == tokens.entity[index - 1] != ""
    one_entity = one_entity or words.person(tokens.lower[index - 1].removesuffix("s"))  # "Workers' Front"
    body = last > index + 1 and tokens.text[last - 1] in words.organization_words
    return one_entity and body


def _joins(tokens: Tokens, words: Lexicon, index: int, following: int) -> bool:
    """Whether the small words before `following` stand inside one name."""
    small = tokens.lower[index:following]
    before = tokens.text[index - 1]
    same_entity = tokens.entity[index] == tokens.entity[index - 1] == tokens.entity[following] != ""
    if all(word in words.particles for word in small) and small != ["y"]:
        if before.lower() in words.given and tokens.tag[index - 1] == "NNP":
            return True
        return same_entity or tokens.entity[following] == "PERSON" or tokens.tag[index] in _NAME_TAGS
    if small == ["&"]:
        return True
    if small[0] == "and" or small[0] == "the":
        joined = second_place(tokens, index) > 0 or _joint_body(tokens, words, index)
        return joined or (same_entity and tokens.entity[index] in {"ORG", "WORK_OF_ART", "LAW"})
    organization = before in words.organization_words or before.lower() in words.kinds or before.isdigit()
    title = before.lower() in words.titles
    if small[-1] in {"a", "an"} and small[0] != "for":
        return False
    return (
        (small[0] == "of" and (organization or title))
        or (small[0] == "for" and organization)
        or (same_entity and tokens.entity[index] in {"ORG", "LAW"})
    )


def _joint_body(tokens: Tokens, words: Lexicon, index: int) -> bool:
    """Whether "and" at `index` joins what one body is of: "Argyll *and* Bute Council has"."""
    first, end = index - 1, index + 1
    while end < len(tokens) and (tokens.tag[end] in _NAME_TAGS or tokens.tag[end] == "POS"):
        end += 1
    alone = first == 0 or tokens.tag[first - 1] not in _NAME_TAGS
    body = end > index + 2 and tokens.text[end - 1] in words.organization_words
    one = first > 0 and tokens.lower[first - 1] == "the"
    one = one or (end < len(tokens) and tokens.lower[end] in words.singular_verbs)
    another = tokens.entity[first] in {"PERSON", "ORG"} or tokens.text[first] in words.organization_words
    return alone and body and one and tokens.lower[index] == "and" and not another


def second_place(tokens: Tokens, index: int) -> int:
    """Where the second place in a body's name ends, "and" being at `index`: "Law Society of England *and* Wales".

    0 where "and" joins no places.
    """
    if index + 1 >= len(tokens) or tokens.lower[index] != "and":
        return 0
    first = index
    while first and tokens.entity[first - 1] == "ORG":
        first -= 1
    end = index + 1
    while end < len(tokens) and _place(tokens, end):
        end += 1
    places = "of" in tokens.lower[first + 1 : index] and end > index + 1
    closed = end == len(tokens) or tokens.tag[end] not in {"POS", "NNP", "NNPS"}
    return end if places and closed else 0


def _place(tokens: Tokens, index: int) -> bool:
    return tokens.entity[index] == "GPE" or tokens.text[index] in lexicon().countries


def _parts(tokens: Tokens, words: Lexicon, first: int, end: int) -> Iterator[tuple[int, int]]:
    """A run cut where a person named by the pipeline meets another entity ("Fox News' Megyn Kelly")."""
    cuts = [first]
    for before, after in pairwise(range(first, end)):
        inner = tokens.entity[before], tokens.entity[after]
        if tokens.text[after][0] in HYPHENS or tokens.text[before][0] in HYPHENS:
            continue
        if (
            inner[0]
            and inner[1] == "PERSON"
            and inner[0] != "PERSON"
            and not _is_title(words, tokens.text[before])
        ):
            cuts.append(after)
    cuts.append(end)
    yield from pairwise(cuts)


def _name(tokens: Tokens, words: Lexicon, first: int, end: int) -> Name | None:
    """The run as a name; None where nothing of it is a word."""
    while end > first and (
        tokens.lower[end - 1] in _POSSESSIVE or not any(map(str.isalnum, tokens.text[end - 1]))
    ):
        end -= 1
    determiner = first > 0 and tokens.lower[first - 1] == "the"
    if (
        determiner
        and end - first > 1
        and words.person(tokens.lower[end - 1])
        and tokens.text[end - 1].isupper()
    ):
        end -= 1  # "the Bonn South MP": a place and what somebody is for it
    first = _past_description(tokens, words, first, end)
    core = _core(tokens, words, first, end)
    if core > first + 1 and tokens.lower[core - 1] in {"of", "for", "the"}:
        first = core  # "Mayor of *Montego Bay*", whose name is another
    last = end
    while last - 1 > core and tokens.text[last - 1] in words.suffixes:
        last -= 1
    parts = _words(tokens, words, core, last)
    if not parts or parts == ("A",):
        return None
    generation = last < end and tokens.text[last] in words.generations
    before = tokens.text[core - 1] if core > first else ""
    labels = [tokens.entity[index] for index in range(core, last) if tokens.entity[index]]
    return Name(
        start=first,
        core=core,
        last=last + generation,
        end=end,
        words=parts,
        generation=tokens.lower[last].rstrip(".") if generation else "",
        honorific=before in words.honorifics,
        titled=core > first and before not in words.honorifics and _is_title(words, before),
        gender=words.honorifics.get(before),
        label=max(labels, key=lambda label: (labels.count(label), label)) if labels else "",
        determiner=determiner,
    )


def _past_description(tokens: Tokens, words: Lexicon, first: int, end: int) -> int:
    """Where the name begins behind what describes it: "*Oslo-based* Norvik", "*Rival* Norvik Group"."""
    for index in range(first + 1, end - 2):
        if tokens.text[index][0] in HYPHENS and tokens.lower[index + 1] in _DESCRIBING:
            return index + 2
    opens = first > 0 and tokens.sentence[first] != tokens.sentence[first - 1]
    noun = (
        tokens.lower[first] in words.either and first + 1 < end and tokens.text[first + 1][0] not in HYPHENS
    )
    return first + 1 if opens and noun and tokens.text[end - 1] in words.organization_words else first


def _core(tokens: Tokens, words: Lexicon, first: int, end: int) -> int:
    """First token of the name proper: after the last title that something follows."""
    core = first
    for index in range(first, end - 1):
        if _title_at(tokens, words, range(first, end), core, index):
            core = index + 1
    while core < end - 1 and (
        tokens.text[core] == "." or tokens.text[core - 1 : core] == ["("] or tokens.text[core] in "()"
    ):
        core += 1
    core = _after_complement(tokens, words, first, core, end)
    persons = [index for index in range(core, end) if tokens.entity[index] == "PERSON"]
    cut = core == first and tokens.lower[core] not in words.given
    if persons and words.particles & {tokens.lower[persons[0] - 1], tokens.lower[persons[0]]}:
        cut = False  # "Tavares *de Melo*"
    if cut and persons and persons[0] > core and persons[-1] == end - 1:
        rare = persons[0] == core + 1 == end - 1 and _rare_given_name(tokens, words, core)
        return core if rare else persons[0]
    return core


def _title_at(tokens: Tokens, words: Lexicon, run: range, core: int, index: int) -> bool:
    """Whether the word at `index` of the run is a title or a form of address, `core` being behind the last one."""
    text, lower = tokens.text[index], tokens.lower
    following = tokens.text[index + 1]
    if following[0] in HYPHENS or following in words.suffixes or tokens.tag[index + 1] == "POS":
        return False  # "President's Council of Advisers"
    if _given_name_too(words, lower[index], lower[index + 1]):
        return False
    if _initial(text) and index > run.start and _initial(tokens.text[index - 1]):
        return False  # "A. K. M. Rahman", who is no Monsieur
    body = tokens.text[run.stop - 1] in words.organization_words and tokens.entity[run.stop - 1] != "PERSON"
    heads = lower[index + 1] == "of" and lower[index] in words.titles and index == run.start
    if text not in words.honorifics and not (_is_title(words, text) and (heads or not body)):
        return False  # "Justice Department": the office is part of the body's name
    before = index > core and lower[index - 1] in words.given and text not in words.abbreviated
    if before and not (index + 2 < run.stop and lower[index + 1] in words.given):
        return False  # "Stephen King Jr", "Tom Baker": a surname that is also an office
    # "Dean Smith", "Earl Jones"
    return not (index == run.start and lower[index] in words.given and lower[index + 1] not in words.given)


def _initial(text: str) -> bool:
    return len(text) == 2 and text[0].isupper() and text[1] == "."  # noqa: PLR2004 - a letter and its full stop


def _rare_given_name(tokens: Tokens, words: Lexicon, index: int) -> bool:
    """Whether one capitalised word without an entity before a surname is the given name that no table has."""
    lower = tokens.lower[index]
    noun = lower in words.persons or lower in words.kinds or lower in words.either or lower in words.nations
    return tokens.tag[index] == "NNP" and not tokens.entity[index] and not noun


def _given_name_too(words: Lexicon, address: str, following: str) -> bool:
    """Whether a form of address is a given name here: "Don Guardian", not "Don Carlos"."""
    return address in words.given and address.title() in words.honorifics and following not in words.given


def _after_complement(tokens: Tokens, words: Lexicon, first: int, core: int, end: int) -> int:
    """Past the complement of a title: "Secretary *of State* Marco Rubio", "Chief *of Staff* Jane Roe"."""
    if core == first or core >= end or tokens.lower[core] not in {"of", "for"}:
        return core
    persons = [index for index in range(core, end) if tokens.entity[index] == "PERSON"]
    if persons:
        rare = persons[0] == core + 3 and _rare_given_name(tokens, words, core + 2)
        return persons[0] - rare
    for index in range(core + 1, end):
        if tokens.lower[index] in words.given:
            return index
    start = min(core + 1 + (tokens.lower[core + 1] == "the"), end - 1)
    body = tokens.text[end - 1] in words.organization_words or len(set(tokens.entity[start:end]) - {""}) == 1
    return start if body else min(core + 2, end)  # "Mayor of *Montego Bay*, Councillor Jack Roe"


def _is_title(words: Lexicon, text: str) -> bool:
    return text.lower() in words.titles or text in words.abbreviated


def _words(tokens: Tokens, words: Lexicon, core: int, last: int) -> tuple[str, ...]:
    """The words of the name, with the parts of hyphenated ones joined again."""
    found: list[str] = []
    for index in range(core, last):
        text = tokens.text[index]
        joined = text[0] in HYPHENS or (found and found[-1][-1] in HYPHENS) or tokens.tag[index] == "POS"
        if found and tokens.glued(index) and joined:
            found[-1] += text
        else:
            found.append(text)
    if found and (cut := found[-1].rpartition("-"))[0] and cut[2].lower() in words.suffixed:
        found[-1] = cut[0]
    return tuple(word for word in found if any(map(str.isalnum, word)))


def _national(tokens: Tokens, name: Name) -> bool:
    """Whether it is somebody's nation alone: "the *Norwegian* said", "the *Frenchwoman*"."""
    if len(name.words) > 1 or not name.determiner or name.start < name.core:
        return False
    words, lower = lexicon(), tokens.lower[name.core]
    known = name.label == "NORP" or lower in words.nationals or lower.endswith(words.nationals_end_in)
    one = known and tokens.tag[name.core] in {"NNP", "NN", "JJ"} and tokens.function(name.core) == "subject"
    return one and words.national(lower)


def _office(tokens: Tokens, words: Lexicon, name: Name) -> bool:
    """Whether it is an office written large, whose holder's name is another: "Its *Managing Director*, Jane Roe,"."""
    parts = [tokens.lower[index] for index in range(name.start, name.end)]
    title = len(parts) > 1 and parts[-1] in words.titles and tokens.entity[name.end - 1] != "PERSON"
    described = name.start > 0 and tokens.tag[name.start - 1] in {"DT", "PRP$", "POS", "JJ"}
    following = tokens.lower[name.end] if name.end < len(tokens) else ""
    return title and described and following in {",", "of", "for", "to"}


def _common_noun(words: Lexicon, name: tuple[str, ...]) -> bool:
    """Whether a name is one capitalised word, and that a noun of the tables."""
    lower = name[0].lower()
    if len(name) > 1 or lower in words.given:
        return False
    forms = {lower, words.plurals.get(lower, lower.removesuffix("s"))}
    if any(form.endswith("ologist") for form in forms):
        return True
    return any(form in words.persons or form in words.kinds or form in words.owner_speaks for form in forms)


def _office_in_capitals(tokens: Tokens, words: Lexicon, name: Name) -> bool:
    """Whether an office is written large where its bearer is not named: "the Majority Leader"."""
    last = tokens.text[name.end - 1]
    first = tokens.lower[name.start]
    party = last.lower() in words.parties.values()
    office = last.lower() in words.titles and last not in words.organization_words
    office = (office or party) and last.istitle()
    named = name.honorific or first in words.given or (name.label == "ORG" and not party)
    several = name.end - name.start > 1
    country = first in words.nations and several and name.end - name.start <= _SHORT_OFFICE
    return office and several and (name.determiner or country) and not named


def _body_in_capitals(tokens: Tokens, words: Lexicon, name: Name) -> bool:
    """Whether a noun for a body is written large without need: "the Commission", "the Post", "Congress"."""
    index, (word, *_) = name.core, name.words
    inside = index > 0 and tokens.sentence[index] == tokens.sentence[index - 1]
    inside = inside or word in words.proper
    body = word in words.called or word in words.organization_words or word in words.proper
    return (
        inside
        and body
        and tokens.tag[index] == "NNP"
        and word.lower() not in words.persons
        and not word.isupper()
    )


def initials(name_words: Sequence[str]) -> str:
    """The capital letters that abbreviate a name: "Tax Policy Center" gives "TPC"."""
    return "".join(word[0] for word in name_words if word[0].isupper())


def shorter_initials(name_words: Sequence[str]) -> str:
    """The same without a place at the end: "TSB" of the Transportation Safety Board of Canada."""
    last = len(name_words) - 1
    while last > 0 and name_words[last].lower() not in {"of", "in"}:
        last -= 1
    return initials(name_words[:last]) if last else ""


def one_apart(one: str, other: str) -> bool:
    """Whether one letter more, less or other makes one word of another."""
    short, long = sorted((one, other), key=len)
    if one == other or len(long) - len(short) > 1:
        return False
    first = next((i for i, letter in enumerate(short) if letter != long[i]), len(short))
    return short[first:] == long[first + 1 :] or short[first + 1 :] == long[first + 1 :]
