"""What is known of an article while it is read: the parties so far, whom each mention means, who has spoken."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from newsclaims.attribution.structures import Attribution, ParsedArticle
from newsclaims.offsets import Offsets
from newsclaims.speakers.capitals import borne
from newsclaims.speakers.entities import Entity
from newsclaims.speakers.features import Discourse, modifiers_of, noun_of
from newsclaims.speakers.introductions import calls
from newsclaims.speakers.lexicon import lexicon
from newsclaims.speakers.mentions import Mention, nominals, pronoun
from newsclaims.speakers.names import Name, find_names
from newsclaims.speakers.naming import find_entities
from newsclaims.speakers.roles import Role, described, role_noun
from newsclaims.speakers.sources import name_mention, source_mentions
from newsclaims.speakers.tokens import Tokens, read_tokens

# Votes of a noun that tells a gender.
_SAID = 2
# Tokens before a pair of names within which the noun stands to which they are an apposition.
_NEAR = 4
_PERSONAL = frozenset({"PRP", "PRP$"})


class Reading:
    """The state of one article's resolution."""

    def __init__(self, article: ParsedArticle, attributions: Sequence[Attribution]) -> None:
        self.tokens: Tokens = read_tokens(article)
        self.names = borne(self.tokens, find_names(self.tokens))
        named = find_entities(self.tokens, self.names)
        self.entities: list[Entity] = named.entities
        self.meanings = named.meanings
        self.roles = named.roles
        # The head of what a name is an apposition to: "the ministry's *director*, Jane Roe", to whom it may mean.
        self.named_behind = {
            role.head: meant
            for beside, meant in zip(self.roles, self.meanings, strict=True)
            for role in beside
            if role.place == "above"
        }
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
            familiar=_familiar(self.entities, self.names, self.meanings),
            figures={self.entities[number].kind: number for number, _ in reversed(named_often.most_common())},
        )
        self.enclosing = _enclosing(self.tokens, attributions)
        self._mentions = self._all_mentions()
        for attribution, group in zip(attributions, self.sources, strict=True):
            for mention in group:
                said = self.discourse.contents.setdefault(mention.head, [])
                said += [self.tokens.within(part) for part in attribution.content]

    def _all_mentions(self) -> list[Mention]:
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
            if self.tokens.function(mention.head) != "modifier" or self._ends_phrase(name):
                found.setdefault(mention.head, mention)
        for mention in nominals(self.tokens, self.names):
            if mention.head not in covered:
                found.setdefault(mention.head, mention)
        for index, tag in enumerate(self.tokens.tag):
            it = pronoun(self.tokens, index) if tag in _PERSONAL else None
            if it is not None and it.form == "pronoun":
                found.setdefault(index, it)
        self.sources = [tuple(found[mention.head] for mention in group) for group in self.sources]
        return [found[head] for head in sorted(found)]

    def _ends_phrase(self, name: Name) -> bool:
        """Whether a full name is all that the parse makes a modifier: "Elian's father *Jack Roe*"."""
        tokens = self.tokens
        following = tokens.tag[name.end] if name.end < len(tokens) else ""
        return len(name.words) > 1 and name.label == "PERSON" and following[:2] not in {"NN", "PO", "HY"}

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
            self._note_apposition(mention, entity)
        self._note_topic(mention, number)
        # A pronoun among somebody's words is a guess itself, and no evidence.
        if mention.gender and mention.form != "name" and self.enclosing[mention.head] is None:
            entity.gender[mention.gender] += 1

    def _note_apposition(self, mention: Mention, entity: Entity) -> None:
        """Take the gender that stands behind a noun without one: "the customer, an elderly *man*,"."""
        role = None if mention.gender or mention.plural else described(self.tokens, mention.end)
        if role is None or not self.tokens.closes(role.end):
            return
        if gender := lexicon().noun_gender.get(self.tokens.lower[role.head]):
            entity.gender[gender] += _SAID

    def _note_topic(self, mention: Mention, number: int) -> None:
        """Keep the first subject of each paragraph that a name or noun introduces."""
        tokens, topic = self.tokens, self.discourse.topic
        new = topic is None or tokens.paragraph[topic[0]] != tokens.paragraph[mention.head]
        new = new and not tokens.quoted[mention.head]
        if new and mention.form in {"name", "nominal"} and tokens.function(mention.head) == "subject":
            self.discourse.topic = mention.head, number

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
            self._name_pair(pair, both)

    def _name_pair(self, pair: int, both: Mention) -> None:
        """Join the people to whom a pair of names is an apposition: "her neighbours, Jack and Jane Roe,"."""
        for mention, number in reversed(self.of_mention.items()):
            if mention.end == both.first - 1 and self.tokens.text[mention.end] == ",":
                entity = self.entities[number]
                if entity.plural and not entity.named and number != pair and number in self.recent:
                    self._merge(number, pair)
                return
            if mention.head < both.first - _NEAR:
                return

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


def _familiar(
    entities: Sequence[Entity], names: Sequence[Name], meanings: Sequence[tuple[int, ...]]
) -> set[int]:
    """The persons whom the article calls by their given names, whose surnames are then mostly somebody else's."""
    return {
        meant[0]
        for name, meant in zip(names, meanings, strict=True)
        if len(meant) == 1 and len(name.words) == 1 and name.words == entities[meant[0]].words[:1]
        if len(entities[meant[0]].words) > 1
    }


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
