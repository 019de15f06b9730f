"""What stands in the place of an article that could not be processed."""

import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from newsclaims.errors import LESS_MEMORY, NewsclaimsError, is_out_of_memory
from newsclaims.records import encodable


@dataclass(frozen=True, slots=True)
class Failure:
    """An article that could not be processed, and why.

    Attributes:
        id: the article's id, or the path that should have held it.
        type: the name of the error's class.
        message: what is wrong, in one line.
        hint: how to mend it, or an empty string.
        error: the error itself, in the process in which it happened.
    """

    id: str
    type: str
    message: str
    hint: str = ""
    error: Exception | None = field(default=None, compare=False, repr=False)

    @classmethod
    def of(cls, article_id: str, error: Exception) -> "Failure":
        """The failure that `error` means for an article."""
        article_id = encodable(article_id)
        if isinstance(error, NewsclaimsError):
            return cls(article_id, type(error).__name__, _line(error.message), _line(error.hint), error)
        if is_out_of_memory(error):
            traceback.clear_frames(error.__traceback__)  # what they hold is what the next article needs
            return cls(article_id, "MemoryError", f"{article_id}: out of memory", LESS_MEMORY, error)
        what = f"{article_id}: {type(error).__name__}: {error}"
        return cls(article_id, type(error).__name__, _line(what), error=error)

    def __str__(self) -> str:
        return f"{self.message} ({self.hint})" if self.hint else self.message

    def __reduce__(self) -> tuple[Callable[..., "Failure"], tuple[str, ...]]:
        """Without the error, which may not be picklable."""
        return Failure, (self.id, self.type, self.message, self.hint)

    def data(self) -> dict[str, Any]:
        """The failure as the JSON-able object that stands in the article's line."""
        return {"id": self.id, "error": {"type": self.type, "message": self.message, "hint": self.hint}}


def _line(text: str) -> str:
    return encodable(" ".join(text.splitlines()).strip())
