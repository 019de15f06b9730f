from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from newsclaims.attribution import Attribution, parsed_article
from newsclaims.offsets import Offsets
from newsclaims.speakers import Cast, resolve_speakers

Resolve = Callable[..., tuple[Cast, list[str | None]]]


def nth(text: str, part: str) -> Offsets:
    """Offsets of `part`; "he#2" is the second occurrence."""
    part, _, number = part.partition("#")
    start = -1
    for _ in range(int(number or 1)):
        start = text.index(part, start + 1)
    return Offsets(start, start + len(part))


@pytest.fixture(scope="session")
def resolve(nlp: Language) -> Resolve:
    """Resolves the sources of an article: each a string of it; contents are the rest of their sentence."""

    def run(text: str, *sources: str) -> tuple[Cast, list[str | None]]:
        doc = nlp(text)
        attributions = []
        for source in sources:
            span = nth(text, source)
            attributions.append(Attribution(content=(Offsets(span.end, span.end + 1),), source=(span,)))
        cast = resolve_speakers(parsed_article(doc), attributions)
        return cast, [None if i is None else cast.parties[i].name for i in cast.of_attribution]

    return run


CHAIN = (
    "Foreign Minister Lena Brandt arrived on Monday. Her deputy, Tomas Weil, stayed at home. "
    "“We will sign,” Brandt told reporters. She said the text was ready. Weil said he agreed."
)


@pytest.mark.parametrize(
    ("source", "speaker"),
    [
        ("Brandt#2", "Lena Brandt"),
        ("She", "Lena Brandt"),
        ("Weil#2", "Tomas Weil"),
        ("Her deputy", "Tomas Weil"),
    ],
)
def test_names_and_pronouns_of_one_person_are_one_speaker(
    resolve: Resolve, source: str, speaker: str
) -> None:
    _, names = resolve(CHAIN, source)
    assert names == [speaker]


def test_roles_are_verbatim(resolve: Resolve) -> None:
    cast, _ = resolve(CHAIN, "Foreign Minister Lena Brandt", "Weil#2")
    roles = {party.name: party.role for party in cast.parties}
    assert roles["Lena Brandt"] == "Foreign Minister"
    assert roles["Tomas Weil"] == "deputy"


@pytest.mark.parametrize(
    ("text", "source", "speaker"),
    [
        # pronouns: gender, the paragraph's first subject, relative clauses, groups
        ("Anna Weil met Tom Brandt. He said no.", "He", "Tom Brandt"),
        ("Anna Weil met Tom Brandt. She said no.", "She", "Anna Weil"),
        ("Tom Brandt, who said it was late, left with Paul Ode.", "who", "Tom Brandt"),
        ("Two engineers left in May. They said nobody had listened.", "They", "Two engineers"),
        ("Norvik Inc. cut jobs in Oslo. It said the cuts would last.", "It", "Norvik Inc."),
        ("“I am tired,” Tom Brandt said. Paul Ode was calmer. “We can wait,” he said.", "he", "Paul Ode"),
        ("Paul Ode and Tom Brandt, who sent a letter, left.", "who", "Tom Brandt"),
        ("Ana Diaz spoke of Tom Ode’s memoir, which told of Bonn.", "which", "Tom Ode’s memoir"),
        # surnames and addresses
        ("Bill Roe and Jane Roe spoke in Bonn. Mrs. Roe said it was cold.", "Mrs. Roe", "Jane Roe"),
        ("Jane Roe sat down. Then Mr. Roe said no.", "Mr. Roe", "Roe"),
        # nominals: the noun of the role, a synonym, a word for any firm
        ("The governor, Ana Diaz, left. Tom Ode wept. The governor said no.", "The governor#2", "Ana Diaz"),
        ("Attorney Ana Diaz left. The lawyer said no.", "The lawyer", "Ana Diaz"),
        ("Norvik Inc. cut jobs. The company said so.", "The company", "Norvik Inc."),
        ("The Harbour Post has it. The newspaper said no.", "The newspaper", "Harbour Post"),
        # where somebody speaks is not who it is
        ("Mayor Ana Diaz came. In Chelsea, the mayor also said no.", "the mayor", "Ana Diaz"),
        ("In Bonn, the spokeswoman, Jane Roe, said no.", "the spokeswoman", "Jane Roe"),
        # what a title, a form of address or a party's letter lets one call somebody
        ("Detective Inspector Ana Diaz came. The detective said no.", "The detective", "Ana Diaz"),
        ("Rev. Ana Diaz came. The reverend said no.", "The reverend", "Ana Diaz"),
        ("Rep. Tom Brandt (D-Dayton) came. The Democrat said no.", "The Democrat", "Tom Brandt"),
        # a country that was not told so far is no obstacle, somebody else's office is one
        ("Norvik cut jobs. The Swedish company said so.", "The Swedish company", "Norvik"),
        (
            "The mayor, Ana Diaz, came. Sofia Reis wept.\n\nTom Ode slept. The mayor said no.",
            "The mayor#2",
            "Ana Diaz",
        ),
        # one name of two people
        (
            "Tom Brandt Jr. left. His father, Tom Brandt Sr., stayed. The elder Brandt said no.",
            "The elder Brandt",
            "Tom Brandt Sr.",
        ),
        ("Patrick and Bridget Ode came. Mr Ode said no.", "Mr Ode", "Patrick"),
        ("Pasang Lhamu Sherpa came. Pasang Lhamu said no.", "Pasang Lhamu#2", "Pasang Lhamu Sherpa"),
        # an apposition behind a relative clause, where the parse has it elsewhere, and with "the"
        ("The curator who found it, Ana Diaz, said no.", "The curator", "Ana Diaz"),
        (
            "Tom Ode left. Brandt’s old coach at Bonn, Ana Diaz, is not related. She said no.",
            "She",
            "Ana Diaz",
        ),
        ("Brandt’s party, the NDC, said no.", "Brandt’s party, the NDC,", "NDC"),
        # by age
        ("Tom Brandt, 24, and Paul Ode, 31, came. The 24-year-old said no.", "The 24-year-old", "Tom Brandt"),
        # abbreviations
        (
            "The health ministry’s election unit (HMEU) met. HMEU said no.",
            "HMEU#2",
            "The health ministry’s election unit",
        ),
        ("Director of care home denies theft, court told.", "Director of care home", None),
        (
            "The Transport Safety Board of Canada met. The TSB said no.",
            "TSB",
            "Transport Safety Board of Canada",
        ),
        # named only later
        (
            "Tom Brandt would not leave the island. His daughter begged him to. “I am cold,” Ana Brandt said.",
            "His daughter",
            "Ana Brandt",
        ),
        ("One of his advisers, Tom Brandt, said no.", "One of his advisers", "Tom Brandt"),
        ("Tennis great Billie Jean Ode said no.", "Tennis great Billie Jean Ode", "Billie Jean Ode"),
        ("Brandt senior adviser Paul Ode said no.", "Brandt senior adviser Paul Ode", "Paul Ode"),
        (
            "Governor endorses Ode.\n\nPaul Ode has a new ally.\n\nGov. Tom Brandt came to Bonn on Friday.",
            "Governor",
            "Tom Brandt",
        ),
        ("The town council said no.\n\nBonn Council said yes.", "The town council", None),
        ("If the candidate is Tom Brandt, the answer is no. He said so.", "He", "Tom Brandt"),
        (
            "Ana Diaz wept. The former first lady and senator said no.",
            "The former first lady and senator",
            "Ana Diaz",
        ),
        # somebody new
        ("The Supreme Court met. The appeals court said no.", "The appeals court", None),
        (
            "The governor, Ana Diaz, left. A governor from the south said no.",
            "A governor from the south",
            None,
        ),
        ("Officials met. Other officials said no.", "Other officials", None),
        # the beginning of a noun phrase is all of it, and a relative pronoun its noun
        ("Tom Brandt slept. His daughter said no.", "His", "His daughter"),
        ("A nurse who had left said no.", "who had left", "A nurse"),
        ("Bonn fans, some of whom said no, left.", "some", "Bonn fans"),
        (
            "Tom Brandt and an official in his ministry, who said no, left.",
            "who",
            "an official",
        ),
        # ragged spans: apposition inside, title missing, dateline before
        ("Tom Brandt, a lawyer from Bonn, said no.", "Tom Brandt, a lawyer from Bonn,", "Tom Brandt"),
        ("Sheriff Tom Brandt said no.", "Brandt", "Tom Brandt"),
        ("BONN, Germany — Tom Brandt said no.", "BONN, Germany — Tom Brandt", "Tom Brandt"),
        ("Its chairman, Tom Brandt, said no.", "Its chairman", "Tom Brandt"),
        (
            "The front-runner and former mayor Tom Brandt said no.",
            "The front-runner and former mayor Tom Brandt",
            "Tom Brandt",
        ),
        # by what somebody can be besides an office, not by a second office
        ("Senator Ana Diaz spoke. The candidate said no.", "The candidate", "Ana Diaz"),
        ("Sheriff Ana Diaz spoke. On Friday the governor said no.", "the governor", None),
        # two who are named together, and relatives who bear a surname that the article leaves out
        ("Tom and Ana Brandt came. They said no.", "They", "Tom and Ana Brandt"),
        ("Tom Brandt came. Brandt's father, Karl, slept. The elder Brandt said no.", "Brandt#3", "Karl"),
        # the noun that a headline begins with, and a name that a participle gives
        ("Study finds fault\n\nIt was late. A study said no.", "A study", "A study"),
        ("A noodle seller surnamed Wu said no.", "A noodle seller", "Wu"),
        ("A tourist, who gave her name only as Deb, said no.", "A tourist", "Deb"),
        ("An aid worker, who asked to be called only Ola, said no.", "An aid worker", "Ola"),
        ("A memo seen by Norvik News said no.", "Norvik News", "A memo"),
        ("It was in a memo seen by this agency, which said no.", "which", "a memo"),
        ("Brig (r) Tom Brandt said no.", "Brig (r) Tom Brandt", "Tom Brandt"),
        ("Tom ole Brandt came. Brandt said no.", "Brandt#2", "Tom ole Brandt"),
        ("Mayor of Montego Bay, Councillor Tom Brandt, said no.", "Mayor of Montego Bay", "Tom Brandt"),
        ("The WHO’s regional director, Ana Diaz, said no.", "The WHO’s regional director", "Ana Diaz"),
        ("The mine's owner, Canada's Norvik Lines, said no.", "The mine's owner", "Norvik Lines"),
        ("Her neighbors, Tom and Ana Brandt, slept. They said no.", "They", "Tom and Ana Brandt"),
        ("The Farmers' Union (FU) secretary Ana Diaz said no.", "The Farmers' Union", "Ana Diaz"),
        # whose the nominal is, it is not
        ("Tom Brandt wept. Brandt's driver said no.", "Brandt's driver", None),
        ("A friend of Tom Brandt's driver said no.", "A friend", "A friend"),
        # who is named at last: behind an apposition, or where the next sentence takes the subject up
        ("One donor, a driver who gave her name only as Deb, said no.", "One donor", "Deb"),
        ("Its leader, a locksmith known as Totya, said no.", "Its leader", "Totya"),
        ("Norvik’s president said no. Ana Diaz told us why.", "Norvik’s president", "Ana Diaz"),
        ("A doctor hired by the club, Ana Diaz of the University of Bonn, said no.", "A doctor", "Ana Diaz"),
        # who was something is not who is, and a noun behind a comma tells a gender
        ("CEO Ana Diaz left. The former CEO said no.", "The former CEO", "The former CEO"),
        ("Ana Diaz met a customer. The customer, an old man, left. She said no.", "She", "Ana Diaz"),
        # a company that is given its legal form is not its product
        ("Norvik Corp. sells the Norvik Rider plan. Norvik said no.", "Norvik#3", "Norvik Corp."),
        # by nation, and by what kind of body it is
        (
            "Jens Okholm came. He slept. The Norwegian said no.",
            "The Norwegian",
            "Jens Okholm",
        ),
        ("Ana Brandt moved to Kobe. She slept. The Frenchwoman said no.", "The Frenchwoman", "Ana Brandt"),
        ("Tomasz Wilk has baked there since 2011. The Pole said no.", "The Pole", "Tomasz Wilk"),
        ("Norvik Association met. The trade body said no.", "The trade body", "Norvik Association"),
        # what is new of the only person of the paragraph, and what cannot be hers
        ("Ana Brandt, 67, left. The 44-year-old teacher said no.", "The 44-year-old teacher", None),
        ("Tom Weil won. “No,” was all that the former jumper would say.", "the former jumper", "Tom Weil"),
        ("Ana Brandt said yes. The boy said no.", "The boy", None),
        (
            "Lakeland Pride Cooperative is closed. The co-op said no.",
            "The co-op",
            "Lakeland Pride Cooperative",
        ),
        (
            "Its chief executive Tan Wei Liang slept. Mr Tan met Marcus Tan. Tan Wei Liang said no.",
            "Tan Wei Liang#2",
            "Tan Wei Liang",
        ),
        ("Its Managing Director, Alhaji Tom Brandt, said no.", "Its Managing Director", "Tom Brandt"),
        ("It was no fun for Ana Brandt. The mum-of-three said no.", "The mum-of-three", "Ana Brandt"),
        # a given name alone tells a woman, and a body is not its own part
        ("Brian Weil met Melanie. He said no.", "He", "Brian Weil"),
        ("It was found at the FBI Laboratory. The FBI said no.", "The FBI", "FBI"),
        ("The car was found at Newark airport, the FBI said.", "the FBI", "FBI"),
    ],
)
def test_who_is_meant(resolve: Resolve, text: str, source: str, speaker: str | None) -> None:
    _, names = resolve(text, source)
    assert names == [speaker or source]


def test_the_lead_calls_by_office_whom_the_article_names_next(resolve: Resolve) -> None:
    text = "Flats will be built, the housing minister said.\n\nAna Diaz told reporters that it was time."
    cast, names = resolve(text, "the housing minister", "Ana Diaz")
    assert names == ["Ana Diaz", "Ana Diaz"]
    (party,) = {cast.parties[index] for index in cast.of_attribution if index is not None}
    assert party.role == "housing minister"


@pytest.mark.parametrize(
    ("text", "source", "name", "kind"),
    [
        ("A spokesman for the ministry said no.", "A spokesman for the ministry", None, "person"),
        ("Officials briefed on the talks said no.", "Officials briefed on the talks", "Officials", "group"),
        ("A letter dated May 3 says no.", "A letter dated May 3", "A letter", "document"),
        ("The harbour authority, which owns it, said no.", "The harbour authority", None, "organization"),
        ("A nurse who had left said no.", "A nurse who had left", "A nurse", "person"),
        ("Many said no.", "Many", None, "group"),
        ("He and his allies said no.", "He and his allies", None, "group"),
        (
            "One attendee, who like others spoke up, said no.",
            "One attendee, who like others spoke up,",
            "One attendee",
            "person",
        ),
        ("The 34-year-old said no.", "The 34-year-old", None, "person"),
        ("Tom Brandt and Ana Diaz said no.", "Tom Brandt and Ana Diaz", None, "group"),
        ("A chorus of prominent Republicans said no.", "A chorus of prominent Republicans", None, "group"),
        ("So it went, according to show insiders.", "show insiders", None, "group"),
        ("The Kremlin said no.", "The Kremlin", "Kremlin", "organization"),
        ("The state coroner's office said no.", "The state coroner's office", None, "organization"),
    ],
)
def test_unnamed_and_plural_speakers(
    resolve: Resolve, text: str, source: str, name: str | None, kind: str
) -> None:
    cast, names = resolve(text, source)
    assert names == [name or source]
    (index,) = cast.of_attribution
    assert index is not None
    assert cast.parties[index].kind == kind


@pytest.mark.parametrize(
    ("text", "source", "role"),
    [
        ("Her husband, a driver, said no.", "Her husband", "driver"),
        ("The judge, Mr Justice Weil, said no.", "The judge", "judge"),
        ("Tamarack Research, a short seller, said no.", "Tamarack Research", "short seller"),
        (
            "Tom Weil, special agent-in-charge of the unit, said no.",
            "Tom Weil",
            "special agent-in-charge of the unit",
        ),
        ("Someone said no.", "Someone", None),
    ],
)
def test_roles_of_records(resolve: Resolve, text: str, source: str, role: str | None) -> None:
    cast, _ = resolve(text, source)
    (index,) = cast.of_attribution
    assert index is not None
    assert cast.parties[index].role == role


def test_a_synonym_joins_a_document_to_its_first_mention(resolve: Resolve) -> None:
    cast, _ = resolve("A report by a think tank came out. The study said no.", "The study")
    (index,) = cast.of_attribution
    assert index is not None
    assert cast.parties[index].aliases == ("A report",)


@pytest.mark.parametrize(
    ("text", "cue", "speaker"),
    [
        ("Tom Brandt left early, adding that it was late.", "adding", "Tom Brandt"),
        ("In Bonn it was reported that Tom Brandt had left.", "was reported", None),
    ],
)
def test_a_cue_without_a_source_has_the_subject_of_its_verb_or_nobody(
    nlp: Language, text: str, cue: str, speaker: str | None
) -> None:
    span = nth(text, cue)
    attribution = Attribution(content=(Offsets(span.end + 1, len(text)),), cue=(span,))
    cast = resolve_speakers(parsed_article(nlp(text)), [attribution])
    (index,) = cast.of_attribution
    assert (None if index is None else cast.parties[index].name) == speaker


def test_a_quotation_without_a_source_has_its_neighbours_speaker(nlp: Language) -> None:
    text = "“We must go,” Tom Brandt said. “It is late.”"
    first = Attribution(content=(nth(text, "We must go"),), source=(nth(text, "Tom Brandt"),))
    second = Attribution(content=(nth(text, "It is late"),))
    cast = resolve_speakers(parsed_article(nlp(text)), [first, second])
    assert cast.of_attribution[0] == cast.of_attribution[1] is not None


def test_who_is_introduced_in_a_quotation_does_not_speak_it(nlp: Language) -> None:
    text = (
        "Dan Reyes, the member for Holm, was not impressed.\n\n"
        "‘On Monday a baker in my street came up and said, “The oven is cold again”,’ he told the chamber."
    )
    content = nth(text, "On Monday a baker in my street came up and said, “The oven is cold again”")
    outer = Attribution(content=(content,), source=(Offsets(content.end + 3, content.end + 5),))
    cast = resolve_speakers(parsed_article(nlp(text)), [outer])
    (index,) = cast.of_attribution
    assert index is not None
    assert cast.parties[index].name == "Dan Reyes"


def test_mentions_and_aliases(resolve: Resolve) -> None:
    cast, _ = resolve(CHAIN, "Brandt#2")
    party = next(party for party in cast.parties if party.name == "Lena Brandt")
    assert party.kind == "person"
    assert party.aliases == ("Foreign Minister Lena Brandt", "Her", "Brandt", "She")
    assert list(party.mentions) == sorted(party.mentions)


@pytest.mark.parametrize(
    ("text", "source", "speaker"),
    [
        ("Nita Rao left. Rao, a former sarpanch, also demanded money.", "Rao, a former sarpanch", "Nita Rao"),
        (
            "Dan Reyes left. “I paid,” said a cutler on the next street, who ran.",
            "a cutler on the next street",
            "a cutler on the next street",
        ),
        (
            "A judge on Monday blocked the merger. It was a surprise.",
            "A judge on Monday",
            "A judge",
        ),
        (
            "Two former engineers met Dan Reyes. It was never aimed at prayer, according to both.",
            "both",
            "Two former engineers",
        ),
        ("Another, a retired teacher, thought he had been lucky.", "Another, a retired teacher", "Another"),
        (
            "Finance chief Dan Reyes, the Chief Financial Officer, spoke. “We pay,” the CFO said.",
            "the CFO",
            "Dan Reyes",
        ),
        (
            "Houses belong to Teresa and Henryk Wolny. Mrs Wolny told them of cracks. Her husband smiled.",
            "Her husband",
            "Henryk Wolny",
        ),
        (
            "Premier Colin Wiebe spoke. Opposition Leader Dan Reyes left. The premier said no.",
            "The premier",
            "Colin Wiebe",
        ),
        ("At a stall, Suparman, 44, said that he prayed. “Go,” he said.", "he#2", "Suparman"),
    ],
)
def test_the_shape_of_a_source_tells_who_it_is(
    resolve: Resolve, text: str, source: str, speaker: str
) -> None:
    _, (name,) = resolve(text, source)
    assert name == speaker


@pytest.mark.parametrize(
    ("text", "source", "speaker"),
    [
        (
            "Elian Gonzalez is six. Elian plays. His father, Juan Miguel Gonzalez, came. Gonzalez said no.",
            "Gonzalez#3",
            "Juan Miguel Gonzalez",
        ),
        (
            "Investigators found a car. Dan Reyes ran. Investigators said it was his.",
            "Investigators#2",
            "Investigators",
        ),
        (
            "The Mine Closure Company, or SSZK, has never accepted blame.",
            "The Mine Closure Company, or SSZK",
            "Mine Closure Company",
        ),
    ],
)
def test_who_has_another_name_is_another(resolve: Resolve, text: str, source: str, speaker: str) -> None:
    cast, (name,) = resolve(text, source)
    assert name == speaker
    assert [party.name for party in cast.parties].count(speaker) == 1


@pytest.mark.parametrize(
    ("text", "source", "speaker"),
    [
        (
            "The Majority Leader, Hon. Musa Bello, said so.",
            "The Majority Leader, Hon. Musa Bello",
            "Musa Bello",
        ),
        ("Prime Minister Imran Khan came. He sat. The PM said: “Go.”", "The PM", "Imran Khan"),
        (
            "Malaysian Minister for Economic Affairs Azmin Ali said so.",
            "Malaysian Minister for Economic Affairs Azmin Ali",
            "Azmin Ali",
        ),
        (
            "Working president of the Delhi BJP Virendra Sachdeva said so.",
            "Working president of the Delhi BJP Virendra Sachdeva",
            "Virendra Sachdeva",
        ),
        (
            "Superintendent of Police (Rural) Imtiaz Kazi said so.",
            "Superintendent of Police (Rural) Imtiaz Kazi",
            "Imtiaz Kazi",
        ),
        (
            "News from Bonn\n\nPresident Roe spoke. He left. Jane Roe, his wife, sang. The president spoke.",
            "The president",
            "Roe",
        ),
        (
            "Billionaire Mark Cuban spoke to NBC on Sunday. On ABC, Cuban told the host he would run.",
            "Cuban#2",
            "Mark Cuban",
        ),
        (
            "Rep. Trey Gowdy, a Republican, led it. The South Carolina Republican said so.",
            "The South Carolina Republican",
            "Trey Gowdy",
        ),
        (
            "Steve Bell, senior director of policy at a center, and a Republican, said so.",
            "Steve Bell, senior director of policy at a center, and a Republican",
            "Steve Bell",
        ),
    ],
)
def test_offices_are_no_names(resolve: Resolve, text: str, source: str, speaker: str) -> None:
    _, (name,) = resolve(text, source)
    assert name == speaker


def test_what_stands_in_a_headline_of_capitals_is_no_name(resolve: Resolve) -> None:
    text = (
        "Judge Pauses Maine Hospital Merger Despite Protest\n\n"
        "A merger in Maine was stopped. Mercury is dear, and mercury is bad."
    )
    cast, _ = resolve(text, "A merger")
    assert not {"Pauses Maine Hospital Merger", "Mercury"} & {party.name for party in cast.parties}


@given(st.text(max_size=80) | st.text(alphabet="AaSsHhe,. “”\"'\n—(-s", max_size=80), st.data())
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_and_any_spans_give_a_cast(nlp: Language, text: str, data: st.DataObject) -> None:
    article = parsed_article(nlp(text))
    size = len(text)
    attributions = []
    for _ in range(data.draw(st.integers(0, 3)) if size else 0):
        points = sorted(data.draw(st.lists(st.integers(0, size - 1), min_size=4, max_size=4)))
        attributions.append(
            Attribution(
                content=(Offsets(points[0], points[1] + 1),), source=(Offsets(points[2], points[3] + 1),)
            )
        )
    cast = resolve_speakers(article, attributions)
    assert len(cast.of_attribution) == len(attributions)
    for party in cast.parties:
        assert party.name
        assert party.mentions
        assert all(0 <= mention.start < mention.end <= size for mention in party.mentions)
