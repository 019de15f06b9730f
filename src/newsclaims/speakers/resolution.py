"""Who is meant by each mention: one pass through the article, each mention ranked against the parties so far."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from itertools import islice

from newsclaims.attribution.structures import Attribution, ParsedArticle
from newsclaims.offsets import Offsets, cover
from newsclaims.records import SpeakerKind
from newsclaims.speakers.entities import Entity
from newsclaims.speakers.features import Discourse, Features, describe, describe_new, modifiers_of, noun_of
from newsclaims.speakers.introductions import calls, describe_bearer, describe_nobody, waiting
from newsclaims.speakers.lexicon import lexicon
from newsclaims.speakers.mentions import FIRST_PERSON, Mention, nominals, pronoun, singular_of
from newsclaims.speakers.names import find_names
from newsclaims.speakers.naming import find_entities
from newsclaims.speakers.ranking import Task, score, weights
from newsclaims.speakers.roles import Role, role_noun
from newsclaims.speakers.sources import name_mention, source_mentions
from newsclaims.speakers.tokens import Tokens, read_tokens

# Candidates looked at for one mention, latest first: beyond them nothing is meant by a pronoun.
WINDOW = 24
# Parties looked at for a name that is read for the first time, latest first.
_SEEN = 80
# A pronoun is left open where the best candidate is no better than this, in log-odds.
_FLOOR = -4.0
# What the nouns for people end in that no table has, the age in "the 34-year-old" among them.
_PERSON_ENDINGS = ("er", "or", "ist", "ian", "old")
_ACTIVE = frozenset({"VBD", "VBZ", "VBP", "VBG", "VB", "VBN"})
_BE = frozenset({"be", "been", "being", "is", "are", "was", "were", "'s", "'re"})
# Number of the paragraph that is the headline, and of the last one that may begin the text.
_TITLE, _OPENING = 1, 3
# Verbs whose subject listens: "a jury heard that".
_HEARING = frozenset({"hear", "hears", "heard", "hearing"})
# Votes against a gender that no other evidence outweighs.
_AGAINST = -2


class Resolver:
    """The state of one article's resolution."""

    def __init__(self, article: ParsedArticle, attributions: Sequence[Attribution]) -> None:
        self.tokens: Tokens = read_tokens(article)
        self.names = find_names(self.tokens)
        named = find_entities(self.tokens, self.names)
        self.entities: list[Entity] = named.entities
        self.meanings = named.meanings
        self.roles = named.roles
        self.attributions = attributions
        self.sources = [
            source_mentions(self.tokens, self.names, named.roles, attribution) for attribution in attributions
        ]
        self.of_mention: dict[Mention, int] = {}
        self.of_attribution: list[int | None] = [None] * len(attributions)
        self.recent: dict[int, None] = {}
        self.named_last: tuple[Mention, int] | None = None
        named_often = Counter(meant[0] for meant in self.meanings if len(meant) == 1)
        self.discourse = Discourse(
            self.tokens,
            self.entities,
            inside=self._inside,
            named=named_often,
            calls={call for entity in self.entities for call in calls(entity.nouns)},
            surnames=_surnames(self.entities),
            figures={self.entities[number].kind: number for number, _ in reversed(named_often.most_common())},
        )
        self.enclosing = _enclosing(self.tokens, attributions)
        self._mentions = self._all_mentions(article)
        for attribution, group in zip(attributions, self.sources, strict=True):
            for mention in group:
                said = self.discourse.contents.setdefault(mention.head, [])
                said += [self.tokens.within(part) for part in attribution.content]

    def resolve(self) -> None:
        """Read the article once; afterwards `of_attribution` holds the speakers."""
        sources = {mention for group in self.sources for mention in group}
        pending = sorted(
            (max(mention.end for mention in group), index)
            for index, group in enumerate(self.sources)
            if group
        )
        position = 0
        for mention in self._mentions:
            while position < len(pending) and pending[position][0] <= mention.head:
                self._settle(pending[position][1])
                position += 1
            self._read(mention, source=mention in sources)
        for _, index in pending[position:]:
            self._settle(index)
        self._settle_rest()

    def _all_mentions(self, article: ParsedArticle) -> list[Mention]:
        """Sources first: where another reading of the same head exists, the source's wins."""
        found: dict[int, Mention] = {}
        for group in self.sources:
            for mention in group:
                found.setdefault(mention.head, mention)
        covered = {
            index for role_list in self.roles for role in role_list for index in range(role.first, role.end)
        }
        for number, name in enumerate(self.names):
            mention = name_mention(name, number)
            if self.tokens.function(mention.head) != "modifier":
                found.setdefault(mention.head, mention)
        for mention in nominals(article.doc, self.tokens, self.names):
            if mention.head not in covered:
                found.setdefault(mention.head, mention)
        for index in range(len(self.tokens)):
            it = pronoun(self.tokens, index)
            if it is not None and it.form == "pronoun":
                found.setdefault(index, it)
        self.sources = [tuple(found[mention.head] for mention in group) for group in self.sources]
        return [found[head] for head in sorted(found)]

    def _inside(self, index: int) -> tuple[int, bool] | None:
        attribution = self.enclosing[index]
        if attribution is None:
            return None
        entity = self.of_attribution[attribution]
        if entity is None and len(self.sources[attribution]) == 1:
            mention = self.sources[attribution][0]
            entity = self.of_mention.get(mention)
            if entity is None and mention.name is not None and len(self.meanings[mention.name]) == 1:
                entity = self.meanings[mention.name][0]
        return None if entity is None else (entity, self.tokens.quoted[index])

    def _read(self, mention: Mention, *, source: bool) -> None:
        number = self._meant(mention, source=source)
        if number is None:
            return
        subject = self._predicated(mention) if mention.form == "name" else None
        if subject is not None and self._is_named_by(subject, number):
            self._merge(subject, number)
        self._mention(mention, number)
        if mention.form == "name":
            self._note_pair(mention, number)

    def _is_named_by(self, party: int, number: int) -> bool:
        """Whether "the candidate is Jane Roe" tells the name of an unnamed party."""
        unnamed, named = self.entities[party], self.entities[number]
        return party != number and unnamed.kind == named.kind and not (unnamed.named or unnamed.plural)

    def _mention(self, mention: Mention, number: int) -> None:
        entity = self.entities[number]
        if mention.form == "name" and not entity.mentions:
            self.discourse.introduced.append((mention, number))
        entity.mentions.append(mention)
        self.of_mention[mention] = number
        self.recent.pop(number, None)
        self.recent[number] = None
        if mention.form == "nominal":
            entity.nouns.add(noun_of(mention, self.tokens))
            entity.modifiers |= modifiers_of(mention, self.tokens)
        self._note_topic(mention, number)
        if mention.gender and mention.form != "name":
            entity.gender[mention.gender] += 1

    def _note_topic(self, mention: Mention, number: int) -> None:
        """Keep the first subject of each paragraph that a name or noun introduces."""
        tokens, topic = self.tokens, self.discourse.topic
        new = topic is None or tokens.paragraph[topic[0]] != tokens.paragraph[mention.head]
        new = new and not tokens.quoted[mention.head]
        if new and mention.form in {"name", "nominal"} and tokens.function(mention.head) == "subject":
            self.discourse.topic = mention.head, number

    def _meant(self, mention: Mention, *, source: bool) -> int | None:
        if mention.form == "name":
            return self.named(mention, source=source)
        if mention.form == "relative":
            return self._antecedent(mention)
        if mention.form == "nominal":
            return self._nominal(mention, source=source)
        if mention.form == "first" or not (mention.gender or source):
            return None
        return self.best(mention, "pronoun", self._candidates(mention), source=source)

    def _candidates(self, mention: Mention) -> list[int]:
        found: list[int] = []
        neuter = mention.form == "pronoun" and not (mention.gender or mention.plural)
        for number in reversed(self.recent):
            entity = self.entities[number]
            if mention.gender and mention.form == "pronoun" and (entity.kind != "person" or entity.plural):
                continue
            if mention.form == "nominal" and (
                mention.plural != entity.plural or mention.kind not in {None, entity.kind}
            ):
                continue
            if neuter and (entity.kind == "person" or entity.plural):
                continue
            if mention.plural and mention.form == "pronoun" and entity.kind == "person" and entity.gender:
                continue  # "they" is one person's only where no gender is known
            if mention.gender and entity.lead(mention.gender) <= _AGAINST:
                continue
            if mention.first <= entity.mentions[-1].head < mention.end:
                continue  # "Roe's deputy" is not Roe
            found.append(number)
            if len(found) == WINDOW:
                break
        return found

    def best(self, mention: Mention, task: Task, candidates: list[int], *, source: bool) -> int | None:
        """The candidate with the highest score, or None where even that one is unlikely."""
        weight = weights(task)
        best: tuple[float, int] | None = None
        for recency, number in enumerate(candidates):
            value = score(describe(mention, number, recency, self.discourse, source=source), weight)
            if best is None or value > best[0]:
                best = (value, number)
        return best[1] if best is not None and best[0] > _FLOOR else None

    def named(self, mention: Mention, *, source: bool) -> int | None:
        """The party that a name means; an ambiguous surname is ranked."""
        if mention.name is None:
            return None
        meant = self.meanings[mention.name]
        if len(meant) <= 1:
            if not meant and source:
                kind: SpeakerKind = "person" if self._says_i(mention) else "organization"
                self.entities.append(Entity(kind, self.names[mention.name].words))
                return len(self.entities) - 1
            if meant and meant[0] not in self.recent:
                self._introduce(mention, meant[0])
            return meant[0] if meant else None
        if mention.gender:
            meant = tuple(n for n in meant if self.entities[n].lead(mention.gender) >= 0) or meant
        seen = [number for number in reversed(self.recent) if number in meant]
        if not seen or len(meant) == 1:
            return meant[0]
        return self.best(mention, "surname", seen, source=source)

    def _says_i(self, mention: Mention) -> bool:
        """Whether the source speaks of itself as one human being does: "“I was shaking,” Mandeep said"."""
        tokens = self.tokens
        return any(
            tokens.quoted[index] and tokens.lower[index] in FIRST_PERSON
            for part in self.discourse.contents.get(mention.head, ())
            for index in part
        )

    def _introduce(self, mention: Mention, number: int) -> None:
        """Join an unnamed party to the name that is read for the first time, where one is likely its bearer."""
        seen = list(islice(reversed(self.recent), _SEEN))
        parties = waiting(self.entities, seen, mention, number, self.discourse)
        if parties and (bearer := self.bearer(mention, number, parties)) is not None:
            last = self.entities[bearer].mentions[-1]
            if self.tokens.text[mention.first - 1] == "(" and last.end == mention.first - 1:
                self.entities[number].full = last
            self._merge(bearer, number)

    def bearer(self, mention: Mention, number: int, parties: list[int]) -> int | None:
        """Which of `parties` bears the name, or None for somebody new."""
        weight = weights("introduction")
        scores = [score(features, weight) for features in self.bearers(mention, number, parties)]
        best = scores.index(max(scores))
        return parties[best - 1] if best else None

    def bearers(self, mention: Mention, number: int, parties: list[int]) -> list[Features]:
        """The features of a name as nobody's so far, then as that of each of `parties`."""
        beside = self.roles[mention.name] if mention.name is not None else []
        entity = self.entities[number]
        return [
            describe_nobody(),
            *(
                describe_bearer(self.entities[party], entity, mention, beside, self.discourse)
                for party in parties
            ),
        ]

    def _merge(self, old: int, new: int) -> None:
        """Give the mentions of one party to another."""
        source, target = self.entities[old], self.entities[new]
        target.mentions[:0] = source.mentions
        target.nouns |= source.nouns
        target.modifiers |= source.modifiers
        target.gender += source.gender
        self.of_mention |= dict.fromkeys(source.mentions, new)
        self.of_attribution = [new if speaker == old else speaker for speaker in self.of_attribution]
        self.discourse.speakers[:] = [
            (place, new if speaker == old else speaker) for place, speaker in self.discourse.speakers
        ]
        self.discourse.spoken = {new if speaker == old else speaker for speaker in self.discourse.spoken}
        source.mentions.clear()
        del self.recent[old]
        if self.discourse.topic is not None and self.discourse.topic[1] == old:
            self.discourse.topic = self.discourse.topic[0], new
        target.roles += [
            Role(self._past_article(item), item.end, item.head, item.end, "lead")
            for item in target.mentions[:1]
            if role_noun(lexicon(), self.tokens.lower[item.head])
        ]

    def _past_article(self, mention: Mention) -> int:
        article = mention.first < mention.head and self.tokens.tag[mention.first] == "DT"
        return mention.first + article

    def _nominal(self, mention: Mention, *, source: bool) -> int | None:
        if (subject := self._predicated(mention)) is not None:
            self.entities[subject].nouns.add(self.tokens.lower[mention.head])
            return None
        if (headed := self._in_headline(mention)) is not None:
            return headed
        candidates = self._possible(mention, source=source)
        if (number := self.among(mention, candidates, source=source)) is not None:
            return number
        kind = mention.kind
        if kind is None:
            if not source:
                return None
            kind = self._guess_kind(mention)
            if kind is None:
                return None
        self.entities.append(Entity(kind, plural=mention.plural))
        return len(self.entities) - 1

    def _in_headline(self, mention: Mention) -> int | None:
        """Whom a headline calls by the bare noun that the text begins with: "Study: …", then "a study"."""
        tokens = self.tokens
        if mention.determiner != "indefinite" or mention.plural or tokens.paragraph[mention.head] > _OPENING:
            return None
        noun = noun_of(mention, tokens)
        for number in self.recent:
            entity = self.entities[number]
            bare = all(
                tokens.paragraph[other.head] <= _TITLE
                and other.determiner == "bare"
                and other.form == "nominal"
                for other in entity.mentions
            )
            if bare and not entity.plural and noun in entity.nouns:
                return number
        return None

    def _possible(self, mention: Mention, *, source: bool) -> list[int]:
        """The parties that a nominal may stand for."""
        if mention.determiner == "indefinite":
            return []  # "a report" and "another official" are somebody new: nothing to weigh
        candidates = self._candidates(mention)
        if source:
            return candidates
        # Called by another noun: only for a source is it worth weighing.
        words, noun = lexicon(), noun_of(mention, self.tokens)
        return [
            number
            for number in candidates
            if noun in (nouns := self.entities[number].nouns) or words.synonymous(noun, nouns)
        ]

    def among(self, mention: Mention, candidates: list[int], *, source: bool) -> int | None:
        """The candidate that a nominal most likely stands for, or None for somebody new."""
        weight = weights("nominal")
        scores = [score(features, weight) for features in self.choices(mention, candidates, source=source)]
        best = scores.index(max(scores))
        return candidates[best - 1] if best else None

    def choices(self, mention: Mention, candidates: list[int], *, source: bool) -> list[Features]:
        """The features of a nominal as somebody new, then as each of the candidates."""
        noun = noun_of(mention, self.tokens)
        known = any(noun in self.entities[number].nouns for number in candidates)
        return [
            describe_new(mention, self.tokens, known=known),
            *(
                describe(mention, number, recency, self.discourse, source=source)
                for recency, number in enumerate(candidates)
            ),
        ]

    def _guess_kind(self, mention: Mention) -> SpeakerKind | None:
        if mention.plural:
            return "group"
        noun = self.tokens.lower[mention.head]
        if self._people_behind(mention):
            return "group"
        if lexicon().person(singular_of(lexicon(), noun)) and noun.endswith("s"):
            return "group"  # at the beginning of a sentence: "Neighbours said"
        if mention.determiner == "bare" and self.tokens.text[mention.head][0].isupper():
            return "organization"  # a name that the tagger takes for a noun
        if noun in lexicon().either:
            return "organization" if noun in lexicon().bodies else "person"
        # What the tables do not know is hardly somebody: "experience shows", "its interest rate said".
        return "person" if noun.endswith(_PERSON_ENDINGS) else None

    def _people_behind(self, mention: Mention) -> bool:
        """Whether the noun only counts people: "a chorus of prominent Republicans"."""
        tokens, words = self.tokens, lexicon()
        behind = range(mention.head + 2, mention.end)
        return tokens.lower[mention.head + 1 : mention.head + 2] == ["of"] and any(
            tokens.tag[index] in {"NNS", "NNPS"} and words.person(singular_of(words, tokens.lower[index]))
            for index in behind
        )

    def _predicated(self, mention: Mention) -> int | None:
        """The subject that the mention is said of: "Jane Roe is *a lawyer*"."""
        tokens = self.tokens
        if tokens.dep[mention.head] != "attr":
            return None
        verb = tokens.head[mention.head]
        for other, number in reversed(self.of_mention.items()):
            if tokens.sentence[other.head] != tokens.sentence[mention.head]:
                return None
            if tokens.head[other.head] == verb and tokens.function(other.head) == "subject":
                return number
        return None

    def _antecedent(self, mention: Mention) -> int | None:
        """What a relative pronoun refers to: the noun that its clause modifies, else the nearest before it."""
        tokens = self.tokens
        verb = tokens.head[mention.head]
        for _ in range(6):
            if tokens.dep[verb] == "relcl" or tokens.head[verb] == verb:
                break
            verb = tokens.head[verb]
        noun = tokens.head[verb] if tokens.dep[verb] == "relcl" else -1
        which = tokens.lower[mention.head] == "which"
        nearest: tuple[Mention, int] | None = None
        for other, number in reversed(self.of_mention.items()):
            if tokens.sentence[other.head] != tokens.sentence[mention.head]:
                break
            if tokens.dep[other.head] == "poss":
                continue
            person = self.entities[number].kind in {"person", "group"}
            if (which and person) or (mention.kind == "person" and not person):
                continue
            if other.first <= noun < other.end or other.head == noun:
                # "Roe and Diaz, who": the parser takes the first of two, the reader the second.
                last = nearest is not None and tokens.dep[nearest[0].head] == "conj"
                return nearest[1] if nearest is not None and last else number
            nearest = nearest or (other, number)
        return None if nearest is None else nearest[1]

    def _settle(self, index: int) -> None:
        """Fix the speaker of an attribution whose source has been read."""
        numbers = [self.of_mention.get(mention) for mention in self.sources[index]]
        known = [number for number in numbers if number is not None]
        if not known:
            return
        number = known[0] if len(numbers) == 1 else self._coordination(index, tuple(dict.fromkeys(known)))
        self.of_attribution[index] = number
        self.discourse.speakers.append((self.sources[index][-1].head, number))
        self.discourse.spoken.add(number)

    def _coordination(self, index: int, members: tuple[int, ...]) -> int:
        if len(members) == 1:
            return members[0]
        first, last = self.sources[index][0], self.sources[index][-1]
        number = self._together(members)
        self._mention(Mention(first.first, last.end, last.head, "nominal", "group", plural=True), number)
        return number

    def _together(self, members: tuple[int, ...]) -> int:
        """The party that several are together."""
        for number, entity in enumerate(self.entities):
            if entity.members == members:
                return number
        self.entities.append(Entity("group", plural=True, members=members))
        return len(self.entities) - 1

    def _note_pair(self, mention: Mention, number: int) -> None:
        """Keep two people who are named together, for "they" and "both men" to mean."""
        tokens, last = self.tokens, self.named_last
        self.named_last = (mention, number)
        if last is None or last[0].end + 1 != mention.first or tokens.lower[mention.first - 1] != "and":
            return
        persons = all(self.entities[other].kind == "person" for other in (last[1], number))
        if persons and last[1] != number:
            pair = self._together((last[1], number))
            both = Mention(last[0].first, mention.end, mention.head, "nominal", "group", plural=True)
            self.entities[pair].full = self.entities[pair].full or both
            self.entities[pair].mentions.append(both)
            self.recent.pop(pair, None)
            self.recent[pair] = None

    def _settle_rest(self) -> None:
        """First-person sources take the speaker around them, attributions without source or cue their neighbour's."""
        for index, group in enumerate(self.sources):
            if group and group[0].form == "first":
                outer = self.enclosing[group[0].head]
                self.of_attribution[index] = None if outer is None else self.of_attribution[outer]
        places = {mention.head: number for mention, number in self.of_mention.items()}
        for index, attribution in enumerate(self.attributions):
            if attribution.cue and not self.sources[index]:
                self.of_attribution[index] = self._implied(cover(attribution.cue), places)
        order = sorted(
            (i for i, item in enumerate(self.attributions) if item.content),
            key=lambda i: self.attributions[i].content[:1],
        )
        for place, index in enumerate(order):
            attribution = self.attributions[index]
            if not (attribution.source or attribution.cue):
                self.of_attribution[index] = self._neighbour(order, place)
        for index, word in enumerate(self.tokens.lower):
            if word in FIRST_PERSON and self.tokens.quoted[index]:
                outer = self.enclosing[index]
                speaker = None if outer is None else self.of_attribution[outer]
                if speaker is not None and self.entities[speaker].kind == "person":
                    self.of_mention[Mention(index, index + 1, index, "first")] = speaker

    def _implied(self, cue: Offsets, places: dict[int, int]) -> int | None:
        """The speaker of a cue whose source is not named: the subject that its verb has from elsewhere.

        None under a passive: "it was reported that" leaves the speaker open.
        """
        tokens = self.tokens
        inside = tokens.within(cue)
        verb = next((index for index in reversed(inside) if tokens.tag[index] in _ACTIVE), None)
        if (
            verb is None
            or self._listens(verb)
            or any(tokens.lower[index] in _BE for index in (*inside, inside.start - 1))
        ):
            return None
        for index in range(verb - 1, -1, -1):
            if tokens.sentence[index] != tokens.sentence[verb]:
                return None
            if (
                index in places
                and tokens.function(index) == "subject"
                and tokens.quoted[index] == tokens.quoted[verb]
            ):
                return places[index]
        return None

    def _listens(self, verb: int) -> bool:
        """Whether the subject is told something: "a jury heard that …", a headline's "…, court told"."""
        tokens = self.tokens
        ends = verb + 1 == len(tokens) or "\n" in tokens.text[verb + 1]
        return tokens.lower[verb] in _HEARING or (tokens.lower[verb] == "told" and ends)

    def _neighbour(self, order: Sequence[int], place: int) -> int | None:
        """The speaker of the attribution before or after in the paragraph, else of the last in the one before."""
        at = self._paragraph(self.attributions[order[place]].content[0])
        for other, reach in ((place - 1, 0), (place + 1, 0), (place - 1, 1)):
            if 0 <= other < len(order) and (speaker := self.of_attribution[order[other]]) is not None:
                span = self.attributions[order[other]].content[-1 if other < place else 0]
                if abs(self._paragraph(span) - at) <= reach:
                    return speaker
        return None

    def _paragraph(self, span: Offsets) -> int:
        index = min(bisect_left(self.tokens.end, span.start + 1), len(self.tokens) - 1)
        return self.tokens.paragraph[index]


def _surnames(entities: Sequence[Entity]) -> dict[str, set[int]]:
    """The persons with a full name, by surname."""
    found: dict[str, set[int]] = {}
    for number, entity in enumerate(entities):
        if entity.kind == "person" and len(entity.words) > 1:
            found.setdefault(entity.words[-1], set()).add(number)
    return found


def _enclosing(tokens: Tokens, attributions: Sequence[Attribution]) -> list[int | None]:
    """For each token the attribution whose content holds it; the longest where several do."""
    found: list[int | None] = [None] * len(tokens)
    spans = sorted(
        (part.end - part.start, index, part)
        for index, attribution in enumerate(attributions)
        for part in attribution.content
    )
    for _, index, part in spans:
        for token in tokens.within(part):
            found[token] = index
    return found
