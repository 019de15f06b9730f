"""Transcripts: who speaks stands in capitals before the colon."""

from spacy.language import Language

from newsclaims import Article, Extractor
from newsclaims.attribution import Attribution, parsed_article
from newsclaims.attribution.transcripts import with_transcript
from newsclaims.offsets import Offsets

TEXT = (
    "Sen. Ana Lund spoke with Tom Berg.\n\nTOM BERG: Do you regret it?\n\n"
    "LUND: I do not. They say it was wrong.\n\nBERG: Thank you.\n\nShe left, Berg said."
)


def test_each_turn_is_one_attribution(nlp: Language) -> None:
    inside = Attribution((Offsets(TEXT.index("it was"), TEXT.index("it was") + 12),))
    behind = Attribution((Offsets(TEXT.index("She left"), TEXT.index("She left") + 8),))
    found = list(with_transcript(parsed_article(nlp(TEXT)), [inside, behind]))
    assert found[0] == behind
    spans = [(item.source[0], item.content[0]) for item in found[1:]]
    assert [(TEXT[s.start : s.end], TEXT[c.start : c.end]) for s, c in spans] == [
        ("TOM BERG", "Do you regret it?"),
        ("LUND", "I do not. They say it was wrong."),
        ("BERG", "Thank you."),
    ]


def test_a_label_alone_makes_no_transcript(nlp: Language) -> None:
    text = "LONDON BUREAU: The pier was shut.\n\nNobody came, Ana Lund said."
    assert list(with_transcript(parsed_article(nlp(text)), [])) == []


def test_the_records_know_who_the_labels_mean(nlp: Language) -> None:
    document = Extractor(nlp=nlp, attribution="rules").extract(Article(text=TEXT))
    names = {speaker.id: speaker.name for speaker in document.speakers}
    assert [(quote.type, names[quote.speaker or ""]) for quote in document.quotes][:3] == [
        ("direct", "Tom Berg"),
        ("direct", "Ana Lund"),
        ("direct", "Tom Berg"),
    ]
