"""Names, roles, affiliations and aliases in the records: a sentence in, the speaker out."""

import pytest
from spacy.language import Language

from newsclaims import Article, Extractor
from newsclaims.records import Speaker


@pytest.fixture(scope="module")
def extractor(nlp: Language) -> Extractor:
    return Extractor(nlp=nlp, attribution="rules")


def speaker(extractor: Extractor, text: str) -> Speaker:
    (found,) = extractor.extract(Article(text=text)).speakers
    return found


@pytest.mark.parametrize(
    ("text", "name", "kind", "role"),
    [
        # The office beside the name, in front or behind, without its article.
        ("Finance Minister Ana Lund said the pier was shut.", "Ana Lund", "person", "Finance Minister"),
        (
            "Ana Lund, the town’s harbour master, said it was shut.",
            "Ana Lund",
            "person",
            "town’s harbour master",
        ),
        ("The president of Acme, Ana Lund, said it was shut.", "Ana Lund", "person", "president of Acme"),
        ("Ana Lund’s lawyer, Tom Berg, said she would pay.", "Tom Berg", "person", "Ana Lund’s lawyer"),
        # A form of address is no role where something else is told, and none at all alone.
        ("Dr. Ana Lund, a surgeon, said the pier was shut.", "Ana Lund", "person", "surgeon"),
        ("Mr. Lund said the pier was shut.", "Lund", "person", None),
        # The office by which the article calls whom it names; not that of somebody else.
        (
            "“We will pay,” Ana Lund said. The prosecutor said that she would sue.",
            "Ana Lund",
            "person",
            "prosecutor",
        ),
        # Who has no name.
        (
            "“The pier is shut,” said a neighbour, a retired teacher.",
            "a neighbour",
            "person",
            "retired teacher",
        ),
        ("The ministry’s spokesman said the pier was shut.", "The ministry’s spokesman", "person", None),
        ("Residents, mostly fishermen, said the pier was shut.", "Residents", "group", None),
        # Organisations.
        ("“Shut,” said Acme Corp, the maker of rockets.", "Acme Corp", "organization", "maker of rockets"),
        ("“It is shut,” said the Harbour Trust, a charity.", "Harbour Trust", "organization", "charity"),
        (
            "The Retail and Allied Workers’ Union said it was shut.",
            "Retail and Allied Workers’ Union",
            "organization",
            None,
        ),
        ("Oslo-based Norvik Lines said the pier was shut.", "Norvik Lines", "organization", None),
        (
            "Historic Environment Scotland said the pier was shut.",
            "Historic Environment Scotland",
            "organization",
            None,
        ),
        ("Det Con Tom Berg said the pier was shut.", "Tom Berg", "person", "Det Con"),
        ("The police spokesman Capt. Tom Berg said it was shut.", "Tom Berg", "person", "police spokesman"),
        # What reports a title is none.
        (
            "The Argus quoted immigration official Tom Berg as saying the pier was shut.",
            "Tom Berg",
            "person",
            "immigration official",
        ),
        ("The mum-of-three said the pier was shut.", "The mum-of-three", "person", None),
        ("Cr Tom Berg said the pier was shut.", "Tom Berg", "person", "Cr"),
        # A dateline is nobody.
        ("BAGHDAD, Iraq (AP)_ Iraq said on Friday it was shut.", "Iraq", "organization", None),
    ],
)
def test_who_speaks_as_what(extractor: Extractor, text: str, name: str, kind: str, role: str | None) -> None:
    found = speaker(extractor, text)
    assert (found.name, found.kind, found.role) == (name, kind, role)


@pytest.mark.parametrize(
    ("text", "affiliation"),
    [
        ("The president of Acme, Ana Lund, said it was shut.", "Acme"),
        ("Finance Minister Ana Lund said it was shut.", None),
        ("U.S. Surgeon General Ana Lund said it was shut.", "U.S."),
        (
            "Ana Lund, a spokeswoman for the Port Authority of New York and New Jersey, said it was shut.",
            "Port Authority of New York and New Jersey",
        ),
    ],
)
def test_the_affiliation_is_what_the_role_is_of(
    extractor: Extractor, text: str, affiliation: str | None
) -> None:
    assert speaker(extractor, text).affiliation == affiliation


def test_aliases_are_the_other_forms_once_each_in_their_order(extractor: Extractor) -> None:
    text = "Mayor Ana Lund said it was shut. Lund said that she would pay. Lund’s plan failed, she said."
    found = speaker(extractor, text)
    assert found.name == "Ana Lund"
    assert found.aliases == ("Mayor Ana Lund", "Lund", "she")
    assert [text[span.start : span.end] for span in found.mentions] == [span.text for span in found.mentions]
    assert [span.start for span in found.mentions] == sorted({span.start for span in found.mentions})


def test_speakers_come_in_the_order_of_their_quotes(extractor: Extractor) -> None:
    text = "Tom Berg met Ana Lund. “We will not pay,” Lund said. “They must pay,” Berg said."
    found = extractor.extract(Article(text=text)).speakers
    assert [(item.id, item.name) for item in found] == [("s1", "Ana Lund"), ("s2", "Tom Berg")]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "The central bank cut its rate, saying prices would be low. The Norvik Farmers Union said it was good.",
            ["The central bank", "Norvik Farmers Union"],
        ),
        (
            "The company cut jobs, saying sales would stay low. Norvik Bank said on Friday that it was sorry.",
            ["Norvik Bank"],
        ),
    ],
)
def test_a_body_whose_name_tells_another_kind_is_another(
    extractor: Extractor, text: str, names: list[str]
) -> None:
    assert [found.name for found in extractor.extract(Article(text=text)).speakers] == names
