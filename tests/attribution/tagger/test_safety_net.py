"""What the rules add to the tagger's attributions."""

from newsclaims.attribution import Attribution
from newsclaims.attribution.tagger.safety_net import with_safety_net
from newsclaims.offsets import Offsets

CONTENT, CUE, SOURCE = (Offsets(0, 10),), (Offsets(12, 16),), (Offsets(17, 20),)
FAR = Offsets(22, 40)
TEXT = "." * 60


def test_a_missed_attribution_is_added() -> None:
    missed = Attribution((FAR,), (Offsets(45, 49),), (Offsets(41, 44),), confidence=0.8)
    found = Attribution(CONTENT, CUE, SOURCE)
    added = with_safety_net(TEXT, [found], [missed])
    assert added[0] == found
    assert (added[1].content, added[1].cue, added[1].source) == (missed.content, missed.cue, missed.source)
    assert added[1].confidence < missed.confidence, "where the tagger saw nothing, a rule is less often right"


def test_what_is_unreliable_incomplete_or_taken_is_not() -> None:
    found = Attribution(CONTENT, CUE, SOURCE)
    unsure = Attribution((FAR,), (Offsets(45, 49),), (Offsets(41, 44),), confidence=0.4)
    nobody = Attribution((FAR,), (Offsets(45, 49),), confidence=0.8)
    rival = Attribution((Offsets(5, 30),), (Offsets(45, 49),), (Offsets(41, 44),), confidence=0.8)
    assert with_safety_net(TEXT, [found], [unsure, nobody, rival]) == (found,)


def test_a_cue_without_a_source_takes_that_of_the_rules() -> None:
    assert with_safety_net(TEXT, [Attribution(CONTENT, CUE)], [Attribution(CONTENT, CUE, SOURCE)]) == (
        Attribution(CONTENT, CUE, SOURCE),
    )
    inside = Attribution(CONTENT, CUE, (Offsets(2, 4),))
    assert with_safety_net(TEXT, [Attribution(CONTENT, CUE)], [inside]) == (Attribution(CONTENT, CUE),)


def test_a_parenthesis_has_two_sides() -> None:
    half, whole = Attribution(CONTENT, CUE, SOURCE), Attribution((*CONTENT, FAR), CUE, SOURCE)
    (found,) = with_safety_net(
        TEXT, [half], [Attribution((*CONTENT, FAR), CUE, SOURCE, rule="parenthetical")]
    )
    assert found == whole
    other = Attribution((FAR,), (Offsets(45, 49),), SOURCE)
    assert with_safety_net(
        TEXT, [half, other], [Attribution((*CONTENT, FAR), CUE, SOURCE, rule="parenthetical")]
    ) == (half, other)


def test_a_content_behind_a_cue_of_its_own_is_parted() -> None:
    """She defended (12) [the remark] (20), saying (32) [“I meant it”] (40)."""
    cue, remark, saying, quotation = Offsets(4, 12), Offsets(13, 23), Offsets(25, 31), Offsets(32, 45)
    source = (Offsets(0, 3),)
    found = Attribution((remark, quotation), (cue,), source)
    rule = Attribution((quotation,), (saying,), rule="clause", confidence=0.8)
    assert with_safety_net(TEXT, [found], [rule]) == (
        Attribution((remark,), (cue,), source),
        Attribution((quotation,), (saying,), source, rule="clause", confidence=0.8),
    )


def test_a_report_around_others_replaces_them() -> None:
    inner = Attribution((Offsets(10, 20),), (Offsets(21, 25),), (Offsets(26, 30),))
    outer = Attribution((Offsets(8, 40),), (Offsets(4, 7),), (Offsets(0, 3),), confidence=0.8)
    assert with_safety_net(TEXT, [inner], [outer]) == (outer,)
    apart = Attribution((Offsets(10, 20),), (Offsets(41, 45),), (Offsets(46, 50),))
    assert with_safety_net(TEXT, [apart], [outer]) == (apart,)


def test_a_clause_with_a_subject_of_its_own_has_that_source() -> None:
    text = "Roe said it was safe, and a deputy said it was not"
    roe, said, safe = Offsets(0, 3), Offsets(4, 8), Offsets(9, 20)
    deputy, again, unsafe = Offsets(26, 34), Offsets(35, 39), Offsets(40, 50)
    first, wrong = Attribution((safe,), (said,), (roe,)), Attribution((unsafe,), (again,), (roe,))
    rule = Attribution((unsafe,), (again,), (deputy,), confidence=0.8)
    assert with_safety_net(text, [first, wrong], [rule]) == (
        first,
        Attribution((unsafe,), (again,), (deputy,)),
    )
    assert with_safety_net("." * 60, [first, wrong], [rule]) == (first, wrong), "no clause begins"


def test_who_is_quoted_as_saying_something_is_the_source() -> None:
    text = "Roe was quoted by the Post as saying that it was safe"
    roe, quoted, post, saying, safe = (
        Offsets(text.index(words), text.index(words) + len(words))
        for words in ("Roe", "was quoted by", "the Post", "saying", "that it was safe")
    )
    found = Attribution((roe, safe), (quoted,), (post,))
    rule = Attribution((safe,), (saying,), (roe,), confidence=0.8)
    assert with_safety_net(text, [found], [rule]) == (rule,)
