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


QUOTED = (
    'Gov. Ana Lund spoke with Tom Berg.\n\n"BERG: Do you regret it?\n\n"LUND: I do not. They say it was wrong.\n\n'
    '"The truth is simple.\n\n"BERG: Thank you."\n\nShe left, Berg said.'
)
SMALL = (
    "Ana Lund spoke with Tom Berg.\n\nTom Berg: Do you regret it?\n\nAna Lund: I do not.\n\n"
    "Tom Berg: Why not?\n\nAna Lund: It was right.\n\nShe left."
)


def test_a_turn_goes_on_in_paragraphs_that_open_with_a_mark(nlp: Language) -> None:
    found = list(with_transcript(parsed_article(nlp(QUOTED)), []))
    assert [[QUOTED[part.start : part.end] for part in item.content] for item in found] == [
        ["Do you regret it?"],
        ["I do not. They say it was wrong.", "The truth is simple."],
        ["Thank you."],
    ]


def test_labels_in_small_letters_come_back(nlp: Language) -> None:
    document = Extractor(nlp=nlp, attribution="rules").extract(Article(text=SMALL))
    names = {speaker.id: speaker.name for speaker in document.speakers}
    assert [(quote.text, names[quote.speaker or ""]) for quote in document.quotes] == [
        ("Do you regret it?", "Tom Berg"),
        ("I do not", "Ana Lund"),
        ("Why not?", "Tom Berg"),
        ("It was right", "Ana Lund"),
    ]


def test_a_list_is_no_interview(nlp: Language) -> None:
    text = "The fair opens.\n\nWhere: Bonn harbour.\n\nWhen: Friday at noon.\n\nEntry: Free for all."
    assert list(with_transcript(parsed_article(nlp(text)), [])) == []
