import pytest
from spacy.language import Language

from newsclaims.attribution import parsed_article
from newsclaims.speakers.names import find_names, initials
from newsclaims.speakers.naming import find_entities
from newsclaims.speakers.roles import affiliation_of, age_of
from newsclaims.speakers.tokens import read_tokens


@pytest.mark.parametrize(
    ("text", "name", "gender"),
    [
        ("Mr. Weil said so.", "Weil", "male"),
        ("Mrs Anna Weil said so.", "Anna Weil", "female"),
        ("Alhaji Musa Danladi said so.", "Musa Danladi", "male"),
        ("Daw Khin Thiri said so.", "Khin Thiri", "female"),
        ("The Justice Department said so.", "Justice Department", None),
        ("Sen. Ruth Ames (R-Ohio) said so.", "Ruth Ames", None),
        ("Lt. Cmdr. Paul Ode said so.", "Paul Ode", None),
        ("US Secretary of State Lena Brandt said so.", "Lena Brandt", None),
        ("Vice-President Lena Brandt said so.", "Lena Brandt", None),
        ("We met Ana Roth-Diaz in Paris.", "Ana Roth-Diaz", None),
        ("Stephen Baker said so.", "Stephen Baker", None),
        ("Atlantic City Mayor Don Guardian said so.", "Don Guardian", None),
        ("Don Carlos Weil said so.", "Carlos Weil", "male"),
        ("JANE WEIL: Is it so?", "JANE WEIL", None),
        ("Charlotte Mayor Jennifer Weil said so.", "Jennifer Weil", None),
        ("The Committee for a Responsible Budget said so.", "Committee for a Responsible Budget", None),
        ("The Zionist Union Party’s Nachman Weil said so.", "Nachman Weil", None),
        ("The physicist George “Jay” Weil said so.", "George Jay Weil", None),
        ("Former Chief of Staff Rahm Weil said so.", "Rahm Weil", None),
        (
            "The Cleveland Police Patrolmen's Association said so.",
            "Cleveland Police Patrolmen's Association",
            None,
        ),
        ("On Friday Congress said so.", "Congress", None),
        ("Engr. Tunde Weil said so.", "Tunde Weil", None),
        ("Labour Secretary A. K. M. Weil Rahman said so.", "A. K. M. Weil Rahman", None),
        ("Teamsters Local 614 said so.", "Teamsters Local 614", None),
        ("The National Garment Workers’ Front said so.", "National Garment Workers’ Front", None),
        ("The Bonn South MP said so.", "Bonn South", None),
        ("Rui Tavares de Melo left. Tavares de Melo said so.", "Tavares de Melo", None),
        ("José dos Santos left. On Friday dos Santos said so.", "dos Santos", None),
    ],
)
def test_names_come_without_title_and_with_the_gender_of_their_address(
    nlp: Language, text: str, name: str, gender: str | None
) -> None:
    found = {" ".join(item.words): item.gender for item in find_names(read_tokens(parsed_article(nlp(text))))}
    assert found.get(name, "missing") == gender


def test_datelines_hold_no_names(nlp: Language) -> None:
    tokens = read_tokens(parsed_article(nlp("DULUTH, Minn. (AP) — Anna Weil said so.\n\nWeil left.")))
    assert {item.words[-1] for item in find_names(tokens)} == {"Weil"}


def test_a_trade_at_the_beginning_of_a_sentence_is_a_name_only_where_somebody_bears_it(nlp: Language) -> None:
    borne = read_tokens(parsed_article(nlp("It works, said Brian Baker on Monday. Baker left.")))
    assert [name.words for name in find_names(borne)] == [("Brian", "Baker"), ("Baker",)]


@pytest.mark.parametrize(
    ("text", "role", "affiliation"),
    [
        ("Kremlin spokesman Ivan Petrov said so.", "Kremlin spokesman", "Kremlin"),
        ("US Secretary of State Lena Brandt said so.", "US Secretary of State", "US"),
        ("Anna Weil, the chair of the trade committee, said so.", "chair of the trade committee", None),
        ("Labour’s health spokeswoman, Anna Weil, said so.", "Labour’s health spokeswoman", "Labour"),
        ("The judge in the case, Anna Weil, said so.", "judge in the case", None),
        ("Gov. Anna Weil said so.", "Gov.", None),
        ("Anna Weil, a quilter from Ohio, said so.", "quilter from Ohio", "Ohio"),
        ("“It is late,” said Anna Weil, the mayor pro tem.", "mayor pro tem", None),
        ("Anna Weil, Sanders’ campaign manager, said so.", "Sanders’ campaign manager", None),
        ("Anna Weil, education and law professor, said so.", "education and law professor", None),
        ("Anna Weil, the club's 78-year-old president, said so.", "club's 78-year-old president", None),
        ("They met the rights group the Weil League.", "rights group", None),
        ("He met former chief of staff Anna Weil.", "former chief of staff", None),
        ("Anna Weil, who had read it, said so.", None, None),
        ("On the chair sat a cat, Anna Weil said.", None, None),
        ("The talks ended before Easter, the chairman told Anna Weil.", None, None),
    ],
)
def test_roles_stand_before_or_after_the_name(
    nlp: Language, text: str, role: str | None, affiliation: str | None
) -> None:
    tokens = read_tokens(parsed_article(nlp(text)))
    names = find_names(tokens)
    beside = find_entities(tokens, names).roles
    roles = [item for name, items in zip(names, beside, strict=True) if len(name.words) > 1 for item in items]
    spans = [tokens.span(item.first, item.end) for item in roles]
    assert [text[span.start : span.end] for span in spans] == ([role] if role else [])
    if affiliation is not None:
        place = affiliation_of(tokens, roles[0])
        assert place is not None
        span = tokens.span(*place)
        assert text[span.start : span.end] == affiliation


def test_age(nlp: Language) -> None:
    tokens = read_tokens(parsed_article(nlp("Anna Weil, 34, said so.")))
    assert [age_of(tokens, name) for name in find_names(tokens)] == ["34"]


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("The Swiss People’s Party (SVP) met. SVP voters left.", [("Swiss People’s Party", "SVP")]),
        ("Norvik Bulk PLC denied it. Norvik said it would sue.", [("Norvik Bulk PLC", "Norvik")]),
        ("The Tax Policy Center agreed. TPC published it.", [("Tax Policy Center", "TPC")]),
        ("The Harbour Post has it. On Monday the Post said no.", [("Harbour Post", "Post")]),
        (
            "Paul D. Ode spoke. Paul Ode left. Ode rested.",
            [("Paul D. Ode", "Paul Ode"), ("Paul D. Ode", "Ode")],
        ),
        ("Anna Weil and Tom Weil met. Mr. Weil left.", [("Tom Weil", "Weil")]),
        ("Anna Weil Pins Hopes\n\nAnna Weil left.", [("Anna Weil", "Anna Weil Pins Hopes")]),
        ("Anna Weil left.\n\nWEIL: I am going.", [("Anna Weil", "WEIL")]),
    ],
)
def test_short_forms_mean_the_full_name(nlp: Language, text: str, same: list[tuple[str, str]]) -> None:
    tokens = read_tokens(parsed_article(nlp(text)))
    names = find_names(tokens)
    naming = find_entities(tokens, names)
    meaning = {" ".join(n.words): m for n, m in zip(names, naming.meanings, strict=True)}
    for full, short in same:
        assert set(meaning[full]) <= set(meaning[short])


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Lumora called it an overreach and said it would appeal. Lumora hid a survey.", "organization"),
        ("Weil, who leads the union, said no.", "person"),
        ("Anna Weil said no.", "person"),
        ("Its director, Iñaki Zubeldia, denies that it has broken any rules.", "person"),
        ("The Tax Policy Center said no.", "organization"),
        ("Moscow said no.", "organization"),
        ("Texans said no.", "group"),
        ("Politico said no.", "organization"),
    ],
)
def test_the_article_tells_what_a_name_is_the_name_of(nlp: Language, text: str, kind: str) -> None:
    tokens = read_tokens(parsed_article(nlp(text)))
    naming = find_entities(tokens, find_names(tokens))
    assert naming.entities[naming.meanings[0][0]].kind == kind


def test_initials() -> None:
    assert initials(("Bank", "of", "England")) == "BE"
