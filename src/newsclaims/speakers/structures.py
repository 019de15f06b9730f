"""What the speakers stage hands on: the persons, organisations, groups and documents that an article names."""

from dataclasses import dataclass

from newsclaims.offsets import Offsets
from newsclaims.records import SpeakerKind


@dataclass(frozen=True, slots=True)
class Party:
    """One person, organisation, group or document of the article, however it is mentioned.

    Attributes:
        name: the fullest form of the name in the article, without title.
        kind: as in the records.
        role: title or description, verbatim, or None.
        affiliation: organisation or place of the role, verbatim, or None.
        aliases: other forms that the article uses, in order of appearance, each once.
        mentions: every mention, pronouns included, in text order.
    """

    name: str
    kind: SpeakerKind
    role: str | None
    affiliation: str | None
    aliases: tuple[str, ...]
    mentions: tuple[Offsets, ...]


@dataclass(frozen=True, slots=True)
class Cast:
    """The parties of an article, and which of them each attribution belongs to.

    Attributes:
        parties: in order of first mention.
        of_attribution: for each attribution of the stage before, an index into `parties`, or None where the
            article leaves the speaker open.
    """

    parties: tuple[Party, ...]
    of_attribution: tuple[int | None, ...]

    def at(self, span: Offsets) -> int | None:
        """Index of the party that `span` mentions (the mention that covers most of it), or None."""
        best: tuple[int, int] | None = None
        for index, party in enumerate(self.parties):
            for mention in party.mentions:
                shared = min(mention.end, span.end) - max(mention.start, span.start)
                if shared > 0 and (best is None or shared > best[0]):
                    best = (shared, index)
        return best[1] if best else None
