"""The grammar's rules, compiled: patterns over categories of tokens, read from the table ``date_rules``."""

import re
from dataclasses import dataclass
from functools import cache

from newsclaims.dates.lexer import Lexemes, Meaning, Token, categories
from newsclaims.language import table

_NAME = re.compile(r"[A-Z][A-Z_]+")
_CAPTURE = re.compile(r"<([a-z]+):|>")


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern over categories, and the name of the handler that gives its meaning."""

    name: str
    pattern: re.Pattern[str]
    handler: str


class Parts:
    """What a rule matched: the tokens by the names of its captures."""

    __slots__ = ("lexemes", "match", "rule")

    def __init__(self, rule: str, match: re.Match[str], lexemes: Lexemes) -> None:
        self.rule = rule
        self.match = match
        self.lexemes = lexemes

    def token(self, name: str) -> Token | None:
        """The first token of the capture, or None where it took no part."""
        start, end = self._span(name)
        return None if start == end else self.lexemes.tokens[start]

    def _span(self, name: str) -> tuple[int, int]:
        for group, index in self.match.re.groupindex.items():
            if group.rstrip("_") == name and self.match.start(index) >= 0:
                return self.match.span(index)
        return 0, 0

    def meaning(self, name: str) -> Meaning | None:
        """What that token means."""
        token = self.token(name)
        return None if token is None else token.meaning

    def number(self, name: str) -> float | None:
        """Its meaning where that is a number."""
        meaning = self.meaning(name)
        return meaning if isinstance(meaning, int | float) else None

    def whole(self, name: str) -> int | None:
        """Its meaning where that is a whole number."""
        meaning = self.meaning(name)
        return meaning if isinstance(meaning, int) else None

    def word(self, name: str) -> str:
        """Its meaning where that is a string, else an empty one."""
        meaning = self.meaning(name)
        return meaning if isinstance(meaning, str) else ""

    def categories(self, name: str) -> str:
        """The categories that the capture spans."""
        start, end = self._span(name)
        return self.lexemes.codes[start:end]

    def has(self, category: str) -> bool:
        """Whether a token of `category` is part of the match."""
        return categories()[category] in self.match.group()

    @property
    def first(self) -> Token:
        """The first token."""
        return self.lexemes.tokens[self.match.start()]

    @property
    def last(self) -> Token:
        """The last token."""
        return self.lexemes.tokens[self.match.end() - 1]

    @property
    def size(self) -> int:
        """How many tokens it spans."""
        return self.match.end() - self.match.start()


def compiled(notation: str) -> re.Pattern[str]:
    """The regular expression over categories that a pattern of the table stands for."""
    macros: dict[str, str] = table("date_rules")["macros"]
    codes = categories()

    def expand(match: re.Match[str]) -> str:
        name = match.group()
        if name in macros:
            return f"(?:{_NAME.sub(expand, macros[name])})"
        return codes[name]

    pattern = _NAME.sub(expand, notation)
    used: set[str] = set()

    def capture(match: re.Match[str]) -> str:
        if match[1] is None:
            return ")"
        name: str = match[1]
        while name in used:  # a name may be captured in several branches
            name += "_"
        used.add(name)
        return f"(?P<{name}>"

    pattern = _CAPTURE.sub(capture, pattern)
    return re.compile(pattern.replace(" ", ""))


@cache
def rules() -> tuple[Rule, ...]:
    """All rules, in the table's order."""
    return tuple(
        Rule(rule["name"], compiled(rule["pattern"]), rule["handler"]) for rule in table("date_rules")["rule"]
    )
