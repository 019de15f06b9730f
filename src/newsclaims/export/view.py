"""What a format is asked to show: which record types, with the article's text or without."""

from dataclasses import dataclass
from typing import Any

from newsclaims.errors import UsageError
from newsclaims.records import RECORD_TYPES, Document, RecordType


@dataclass(frozen=True, slots=True)
class View:
    """A selection of the document.

    Attributes:
        only: the record types to show, in the order of the records.
        text: whether to give the article's text.
        excel: whether CSV begins with the mark by which Excel knows UTF-8.
    """

    only: tuple[RecordType, ...] = RECORD_TYPES
    text: bool = True
    excel: bool = False

    @classmethod
    def of(cls, only: str | None, *, text: bool = True, excel: bool = False) -> "View":
        """The view for a comma-separated list of record types ("quotes,claims"); all of them for None.

        Raises:
            UsageError: a name is no record type.
        """
        if only is None:
            return cls(text=text, excel=excel)
        names = [name.strip() for name in only.split(",") if name.strip()]
        unknown = [name for name in names if name not in RECORD_TYPES]
        if unknown or not names:
            msg = f"no record type {', '.join(map(repr, unknown or ['']))}"
            raise UsageError(msg, f"choose from: {', '.join(RECORD_TYPES)}")
        chosen = tuple(record_type for record_type in RECORD_TYPES if record_type in names)
        return cls(only=chosen, text=text, excel=excel)

    def data(self, document: Document) -> dict[str, Any]:
        """`document` as JSON-able data, without the record types that are not shown."""
        hidden = {str(name) for name in RECORD_TYPES if name not in self.only}
        data = document.model_dump(mode="json", exclude=hidden)
        if not self.text:
            data["text"] = None
        return data
