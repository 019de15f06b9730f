"""The learned engine: windows of all articles through the network, linked article by article, rules as safety net."""

from collections.abc import Sequence
from dataclasses import replace

from newsclaims.attribution.cues import addressee, cue_class
from newsclaims.attribution.datelines import body_start
from newsclaims.attribution.rules import RuleEngine
from newsclaims.attribution.structures import Attribution, ParsedArticle
from newsclaims.attribution.tagger import model
from newsclaims.attribution.tagger.calibration import Calibration
from newsclaims.attribution.tagger.decoding import decode
from newsclaims.attribution.tagger.ends import Ends, LogOdds, log_odds
from newsclaims.attribution.tagger.features import Window, windows
from newsclaims.attribution.tagger.linking import RULE, Draft, link
from newsclaims.attribution.tagger.safety_net import with_safety_net
from newsclaims.offsets import Offsets


class TaggerEngine:
    """Attributions by a trained network (see ``models/attribution/README.md``).

    Args:
        weights: the network; the shipped one if left out.

    Raises:
        MissingDependencyError: the shipped weights are missing or damaged.
    """

    def __init__(self, weights: model.Model | None = None) -> None:
        self.model = weights if weights is not None else model.load()
        self.rules = RuleEngine()
        self.ends = None if self.model.ends is None else Ends.read(self.model.ends)
        self.calibration = Calibration.read(self.model.card)
        self.name = f"tagger {self.model.version}"

    def attribute(self, articles: Sequence[ParsedArticle]) -> list[tuple[Attribution, ...]]:
        """The attributions of each article, in text order of their first content."""
        return [
            tuple(self._calibrated(article, item) for item in self._ended(article, *found))
            for article, found in zip(articles, self.as_labelled(articles), strict=True)
        ]

    def as_labelled(self, articles: Sequence[ParsedArticle]) -> list[tuple[tuple[Attribution, ...], LogOdds]]:
        """The attributions of each article before their ends are ranked, and the log-odds that `ends` asks for."""
        cut: list[Window] = []
        bounds = [0]
        for article in articles:
            cut += windows(article.text, _bodies(article), self.model.tokenizer)
            bounds.append(len(cut))
        scores = self.model.score(cut)
        linked = decode(cut, scores)
        found = []
        ruled = self.rules.attribute(articles)
        for article, known, start, end in zip(articles, ruled, bounds, bounds[1:], strict=False):
            tagged = tuple(_attribution(article, draft) for draft in link(article, linked[start:end]))
            odds = log_odds(article.doc, cut[start:end], scores[start:end])
            found.append((with_safety_net(article.text, tagged, known), odds))
        return found

    def _ended(
        self, article: ParsedArticle, found: tuple[Attribution, ...], odds: LogOdds
    ) -> tuple[Attribution, ...]:
        return found if self.ends is None else self.ends.choose(article, found, odds)

    def _calibrated(self, article: ParsedArticle, item: Attribution) -> Attribution:
        if item.rule != RULE:
            return item
        return replace(item, confidence=self.calibration.probability(article, item))


def _bodies(article: ParsedArticle) -> list[Offsets]:
    """The paragraphs without datelines that end with a colon: the network takes "Lahore: The court …" for speech."""
    found = []
    for paragraph in article.paragraphs:
        start = body_start(article.text, paragraph)
        colon = article.text[paragraph.start : start].rstrip().endswith(":")
        found.append(Offsets(start, paragraph.end) if colon else paragraph)
    return found


def _attribution(article: ParsedArticle, draft: Draft) -> Attribution:
    tokens = [
        token
        for start, end in draft.cue
        for token in article.doc.char_span(start, end, alignment_mode="expand") or ()
    ]
    return Attribution(
        content=tuple(draft.contents),
        cue=tuple(draft.cue),
        source=tuple(draft.source),
        cue_class=cue_class(tokens) if tokens else None,
        addressee=addressee(article.doc, draft.cue) if draft.cue else None,
        rule=RULE,
        confidence=draft.confidence,
    )
