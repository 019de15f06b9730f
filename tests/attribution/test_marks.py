"""Pairing of quotation marks: every style, apostrophes, nesting, what is unclosed, and any text whatever."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclaims.attribution.marks import find_quotations, outermost
from newsclaims.offsets import Offsets
from newsclaims.paragraphs import paragraphs


def inner(text: str) -> list[str]:
    return [text[slice(*quotation.inner)] for quotation in find_quotations(text, paragraphs(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“The pier is safe,” she said.", ["The pier is safe,"]),
        ('"The pier is safe," she said. "Go."', ["The pier is safe,", "Go."]),
        ("‘The pier is safe’, she said.", ["The pier is safe"]),
        ("'The pier is safe,' she said.", ["The pier is safe,"]),
        ("``The pier is safe,'' she said.", ["The pier is safe,"]),
        ("''The pier is safe,'' she said.", ["The pier is safe,"]),
        ("«The pier is safe», she said.", ["The pier is safe"]),
        ("„The pier is safe“, she said.", ["The pier is safe"]),
        # Nested
        ("“He said ‘go away’ to me,” she said.", ["He said ‘go away’ to me,", "go away"]),
        ("‘He said “go away” to me,’ she said.", ["He said “go away” to me,", "go away"]),
        ("'He said \"go away\" to me,' she said.", ['He said "go away" to me,', "go away"]),
        ("\"He said 'go away' to me,\" she said.", ["He said 'go away' to me,", "go away"]),
        ("“He said, ‘Go.’”", ["He said, ‘Go.’", "Go."]),
        # Apostrophes
        ("The pier’s owner won’t pay.", []),
        ("It's the workers' pier and they don't sell.", []),
        ("‘It’s the workers’ pier,’ she said.", ["It’s the workers’ pier,"]),
        ("'It's the workers' pier,' she said.", ["It's the workers' pier,"]),
        ("‘The boss’s dog won’t bite’, he said.", ["The boss’s dog won’t bite"]),
        ("In the ’90s, ’twas rock ’n’ roll.", []),
        ("In the '90s, 'twas rock 'n' roll.", []),
        ("“It’s ours,” she said of the dogs’ home.", ["It’s ours,"]),
        ("The dockers’ union said it was ‘fair’.", ["fair"]),
        ("The dockers' union said it was 'fair'.", ["fair"]),
        # Measures
        ('The 6\'2" keeper hung a 24" sail.', []),
        ('The board is 9" wide. "Too wide," she said.', ["Too wide,"]),
        # Unclosed, and marks that close nothing
        ("“The pier is safe, she said.", ["The pier is safe, she said."]),
        ("The pier is safe,” she said.", []),
        ('The pier is "safe', ["safe"]),
        # Punctuation around the marks
        ("She said (“no”) and left—“gladly.”", ["no", "gladly."]),
        ("“…and the pier?”", ["…and the pier?"]),
        ("“”", [""]),
    ],
)
def test_marks_are_paired(text: str, expected: list[str]) -> None:
    assert inner(text) == expected


def test_a_quotation_goes_on_in_the_next_paragraph() -> None:
    text = "“The pier is safe.\n\n“It is old.\n\n“It holds,” she said.\n\nShe left. “Bye.”"
    found = find_quotations(text, paragraphs(text))
    assert [(item.closed, item.continues) for item in found] == [
        (False, False),
        (False, True),
        (True, True),
        (True, False),
    ]
    assert text[slice(*found[0].outer)] == "“The pier is safe."


def test_a_new_quotation_after_a_closed_one_does_not_go_on() -> None:
    text = "“The pier is safe.”\n\n“It is old.”"
    assert not any(item.continues for item in find_quotations(text, paragraphs(text)))


def test_outer_stretches_hold_the_marks_and_inner_ones_do_not() -> None:
    text = "She said “go”."
    (found,) = find_quotations(text, paragraphs(text))
    assert text[slice(*found.outer)] == "“go”"
    assert text[slice(*found.inner)] == "go"
    assert found.depth == 0


def test_depth_counts_the_quotations_around() -> None:
    text = "“He said ‘she said “no” twice’ once,” she said."
    found = find_quotations(text, paragraphs(text))
    assert [item.depth for item in found] == [0, 1, 2]
    assert [text[slice(*item.inner)] for item in outermost(found)] == ["He said ‘she said “no” twice’ once,"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A plural's apostrophe closes where no other mark does before the next opening one: the last of them.
        ("‘the workers’ pay ‘the bosses’ fee ‘peace’", ["the workers", "the bosses", "peace"]),
        ("‘the workers’ pay and bosses’ fee", ["the workers’ pay and bosses"]),
        ("‘Peace’ now, the end’ she said.", ["Peace"]),
        ("‘for the workers’ ", ["for the workers"]),
        # What opens and is not closed hides nothing behind it.
        ("‘roll and ‘peace’", ["peace"]),
        ("It's “fine” so.", ["fine"]),
        ("He said ''yes'' now.", ["yes"]),
        ("“He said «yes", ["He said «yes", "yes"]),
        ("“Go ‘now", ["Go ‘now"]),
        ("‘Go “now", ["now"]),
        # Which of two styles of marks another one closes.
        ("„He said “yes” to it“, she said.", ["He said “yes” to it", "yes"]),
        ("“A „b“ c” d", ["A „b“ c", "b"]),
        ("„One“ and “two”.", ["One", "two"]),
        ("“One “two” three”", ["One “two” three", "two"]),
        ("``Go.'' ``Stay.''", ["Go.", "Stay."]),
        ("“He said ``go'' now.”", ["He said ``go'' now.", "go"]),
        ("\"one 'two \"three\" four' five\"", ["one 'two \"three\" four' five", 'two "three" four', "three"]),
        ("'one \"two\" three'", ['one "two" three', "two"]),
        ('‘one "two" three’', ['one "two" three', "two"]),
        # What is measured, and what is not.
        ('a 9" board and a 10" nail.', []),
        ('The 9" "great" board', ["great"]),
        ("It is 5'' wide.", []),
        ('She said: "It is 6" and left.', ["It is 6"]),
        ('word"word"', ["word"]),
        # What stands around a mark.
        ('("no")', ["no"]),
        ('go:"now"', ["now"]),
        ("…“go”", ["go"]),
        ("say—'now'", ["now"]),
        ("A ' lone ' mark", []),
        ("“ space” now", [" space"]),
        ("A “b” c”", ["b"]),
        # Possessives.
        ("Ask the boys’ and ‘girls’ now", ["girls"]),
        ("‘Jazz’ and blues", ["Jazz"]),
        ("‘the boss’ Smith’ he said", ["the boss"]),
        ("‘the boss’ is’ he said", ["the boss’ is"]),
        ("‘the waltz’ is’ he said", ["the waltz’ is"]),
    ],
)  # fmt: skip
def test_single_marks_and_marks_that_are_missing(text: str, expected: list[str]) -> None:
    assert inner(text) == expected


def test_the_outermost_of_what_is_left_open_goes_on() -> None:
    text = "“He said «yes.\n\n“And no.”"
    assert [item.continues for item in find_quotations(text, paragraphs(text))] == [False, False, True]


def test_what_another_mark_leaves_open_is_not_closed() -> None:
    text = "“He said «yes” and left."
    outer, inner_ = find_quotations(text, paragraphs(text))
    assert (outer.closed, inner_.closed) == (True, False)
    assert text[slice(*inner_.outer)] == "«yes"


@pytest.mark.parametrize(
    ("text", "continues"),
    [
        ("“One.\n\n“Two.”", [False, True]),
        ("«One.\n\n«Two.»", [False, True]),
        ("“One.\n\n«Two.»", [False, False]),
        ("“One.\n\n‘Two.’", [False, False]),
        ("“One.\n\nThen “two.”", [False, False]),
    ],
)
def test_only_the_same_mark_at_the_beginning_goes_on(text: str, continues: list[bool]) -> None:
    assert [item.continues for item in find_quotations(text, paragraphs(text))] == continues


def test_no_more_than_eight_lie_in_each_other() -> None:
    text = "“«" * 6 + "x"
    assert [item.depth for item in find_quotations(text, paragraphs(text))] == list(range(8))


PIECES = [*list("“”„‟«»‘’‚\"'`“”''\n .,s"), "``", "''", "dogs’", "it's", "word", " he said ", "\n\n", "6"]


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join) | st.text(max_size=200))
def test_any_text_gives_quotations_inside_its_paragraphs(text: str) -> None:
    spans = paragraphs(text)
    found = find_quotations(text, spans)
    assert found == find_quotations(text, spans)
    for item in found:
        assert item.outer.contains(item.inner)
        assert any(paragraph.contains(item.outer) for paragraph in spans)
        assert item.outer.start < item.inner.start
    top = [item.outer for item in outermost(found)]
    assert all(first.end <= second.start for first, second in itertools.pairwise(top))
    assert all(isinstance(item.outer, Offsets) for item in found)
