"""Every rule of the grammar reads its own examples and leaves its counterexamples alone."""

import datetime as dt

import pytest
from spacy.language import Language

from newsclaims.attribution import parsed_article
from newsclaims.dates import find_times
from newsclaims.dates.reader import HANDLERS
from newsclaims.language import table

TODAY = dt.date(2025, 4, 19)
RULES = table("date_rules")["rule"]
EXAMPLES = [example for rule in RULES for example in rule["examples"]]
COUNTEREXAMPLES = [sentence for rule in RULES for sentence in rule.get("counterexamples", ())]


@pytest.mark.parametrize(("sentence", "expression", "kind", "value"), EXAMPLES)
def test_examples(nlp: Language, sentence: str, expression: str, kind: str, value: str) -> None:
    found = find_times(parsed_article(nlp(sentence)), TODAY)
    assert (expression, kind, value) in [
        (sentence[slice(*time.span)], time.type, time.value) for time in found
    ]


@pytest.mark.parametrize("sentence", COUNTEREXAMPLES)
def test_counterexamples(nlp: Language, sentence: str) -> None:
    assert find_times(parsed_article(nlp(sentence)), TODAY) == ()


def test_every_rule_has_an_example_and_a_handler() -> None:
    assert all(rule["examples"] for rule in RULES)
    assert {rule["handler"] for rule in RULES} == set(HANDLERS)
    assert len({rule["name"] for rule in RULES}) == len(RULES)
