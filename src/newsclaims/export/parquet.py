"""Parquet: a row an article with its records nested in it, or a row a record where one type is asked for."""

import datetime as dt
import types
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from typing import Annotated, Any, BinaryIO, Literal, Self, Union, get_args, get_origin

from pydantic import BaseModel

from newsclaims.export.extras import needed
from newsclaims.export.rows import ARTICLE_COLUMNS, COLUMN_TYPES, COLUMNS, Row, article_row, rows
from newsclaims.export.view import View
from newsclaims.records import RECORD_TYPES, Document, RecordType

# Articles that are held and written at a time: a row group of about a megabyte.
_ARTICLES_AT_A_TIME = 100


def write_parquet(documents: Iterable[Document], file: BinaryIO, view: View) -> None:
    """All fields of each document, a row an article; with one record type (``--only claims``) a row a record.

    Raises:
        MissingDependencyError: pyarrow is not installed.
    """
    arrow = needed("pyarrow", "parquet")
    if len(view.only) == 1:
        with _Table(arrow, file, COLUMNS[view.only[0]]) as table:
            for batch in _batches(documents):
                table.add([row for document in batch for row in rows(document, view.only[0])])
        return
    hidden = {str(name) for name in RECORD_TYPES if name not in view.only}
    fields = {name: field for name, field in Document.model_fields.items() if name not in hidden}
    schema = arrow.schema([(name, _type(arrow, field.annotation)) for name, field in fields.items()])
    with _writer(file, schema) as writer:
        for batch in _batches(documents):
            data = [document.model_dump(exclude=hidden) for document in batch]
            for row in data if not view.text else ():
                row["text"] = None
            writer.write_table(arrow.Table.from_pylist(data, schema=schema))


def write_parquet_folder(documents: Iterable[Document], folder: Path, view: View) -> None:
    """``articles.parquet`` and a file a record type, a row a record.

    Raises:
        MissingDependencyError: pyarrow is not installed.
    """
    arrow = needed("pyarrow", "parquet")
    with ExitStack() as stack:

        def opened(name: str, columns: tuple[str, ...]) -> "_Table":
            file = stack.enter_context((folder / f"{name}.parquet").open("wb"))
            return stack.enter_context(_Table(arrow, file, columns))

        articles = opened("articles", ARTICLE_COLUMNS)
        tables: dict[RecordType, _Table] = {name: opened(name, COLUMNS[name]) for name in view.only}
        for batch in _batches(documents):
            articles.add([article_row(document) for document in batch])
            for record_type, table in tables.items():
                table.add([row for document in batch for row in rows(document, record_type)])


class _Table:
    """A flat table that is being written; usable as a context manager."""

    def __init__(self, arrow: Any, file: BinaryIO, columns: tuple[str, ...]) -> None:  # noqa: ANN401 - no types
        kinds = {int: arrow.int64(), float: arrow.float64(), bool: arrow.bool_(), str: arrow.string()}
        self.arrow = arrow
        self.schema = arrow.schema([(name, kinds[COLUMN_TYPES.get(name, str)]) for name in columns])
        self.writer = _writer(file, self.schema)

    def add(self, found: list[Row]) -> None:
        self.writer.write_table(self.arrow.Table.from_pylist(found, schema=self.schema))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.writer.close()


def _writer(file: BinaryIO, schema: Any) -> Any:  # noqa: ANN401 - a library without types
    return needed("pyarrow.parquet", "parquet").ParquetWriter(file, schema, compression="zstd")


def _batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    source = iter(documents)
    while batch := list(islice(source, _ARTICLES_AT_A_TIME)):
        yield batch


def _type(arrow: Any, annotation: Any) -> Any:  # noqa: ANN401 - types of two kinds, and a library without any
    """The Arrow type of a field of the records, which are the one place that says what they hold."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _type(arrow, arguments[0])
    if origin in {types.UnionType, Union}:
        [inner] = [argument for argument in arguments if argument is not type(None)]
        return _type(arrow, inner)
    if origin is tuple:
        return arrow.list_(_type(arrow, arguments[0]))
    if origin is Literal:
        return arrow.string()
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        fields = annotation.model_fields.items()
        return arrow.struct([(name, _type(arrow, field.annotation)) for name, field in fields])
    plain = {
        str: arrow.string(),
        int: arrow.int64(),
        float: arrow.float64(),
        bool: arrow.bool_(),
        dt.date: arrow.date32(),
    }
    return plain[annotation]
