"""Other languages are told from English, and give a warning instead of nonsense."""

import pytest
from spacy.language import Language

from newsclaims import Article, Extractor
from newsclaims.language.detection import is_english
from newsclaims.reading import ReadOptions, read
from newsclaims.reading.formats import Format
from newsclaims.reading.sources import DataSource

ENGLISH = (
    "Mayor Ana Lund promised on Friday to rebuild the pier by June 3. “We will not wait,” she said. The ministry"
    " denied that it had blocked the money, according to a spokesman. "
)
NORWEGIAN = (
    "Statsministeren sa fredag at regjeringen vil legge fram et nytt forslag om skatt før sommeren, og at det ikke er"
    " aktuelt å vente lenger. «Vi venter ikke», sa hun. Partiene på Stortinget bør finne en løsning by for by, for"
    " det er to år til valget. "
)
FOREIGN = {
    "Norwegian": NORWEGIAN,
    "German": "Der Kanzler sagte am Freitag, die Regierung werde noch vor dem Sommer handeln. Was heißt das? ",
    "Dutch": "De premier zei vrijdag dat de regering voor de zomer een voorstel zal doen of dat het was begrepen. ",
    "French": "Le ministre a déclaré vendredi que le gouvernement présenterait une proposition avant l'été. ",
    "Spanish": "El presidente dijo el viernes que el gobierno presentará una nueva propuesta antes del verano. ",
    "Italian": "Il presidente ha detto venerdì che il governo presenterà una nuova proposta prima dell'estate. ",
    "Polish": "Premier powiedział w piątek, że rząd przedstawi nową propozycję, a to jest ważne, dodał. ",
    "Turkish": "Başbakan cuma günü yaptığı açıklamada hükümetin yazdan önce yeni bir öneri sunacağını söyledi. ",
    "Russian": "Президент сказал в пятницу, что правительство представит новое предложение до лета. ",
    "Arabic": "قال الرئيس يوم الجمعة إن الحكومة ستقدم اقتراحا جديدا قبل الصيف. ",
    "Chinese": "总统周五表示，政府将在夏天之前提出新的方案，并补充说各党派必须找到解决办法。",
    "no language": "lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod tempor incididunt ",
}


@pytest.mark.parametrize("name", FOREIGN)
def test_other_languages_are_not_english(name: str) -> None:
    assert not is_english(FOREIGN[name] * 5)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "“Ja!”",
        FOREIGN["French"],  # too short to tell
        ENGLISH,
        ENGLISH * 5,
        ENGLISH.upper() * 5,
        ENGLISH * 2 + FOREIGN["Norwegian"],
        "“Мы не ждём”, Putin said, and " + ENGLISH,
        "12 345 6789 " * 100,
        "?! “” … " * 100,
    ],
)
def test_english_and_what_is_too_little_to_tell(text: str) -> None:
    assert is_english(text)


def test_another_language_has_no_records(nlp: Language) -> None:
    extractor = Extractor(nlp=nlp)
    for text in (NORWEGIAN * 5, FOREIGN["Spanish"] * 5):
        document = extractor.extract(Article(text=text))
        assert not any(
            (document.quotes, document.claims, document.dates, document.deadlines, document.speakers)
        )
    assert extractor.extract(Article(text=ENGLISH * 5)).quotes


def test_reading_warns_of_another_language() -> None:
    def warnings(text: str) -> tuple[str, ...]:
        return read(DataSource(text.encode(), "a.txt", None, Format.TEXT), ReadOptions()).warnings

    assert warnings(NORWEGIAN * 5) == ("a.txt: not English, so it has no records",)
    assert warnings(ENGLISH * 5) == ()
