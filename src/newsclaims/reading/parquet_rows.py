"""Parquet archives: a row is an article, its columns are keys as in JSON (extra ``parquet``)."""

import json
from collections.abc import Iterator
from typing import IO

from newsclaims.errors import InputError, MissingDependencyError
from newsclaims.reading.formats import Format
from newsclaims.reading.sources import DataSource

# Rows held at once.
_ROWS = 64


def parquet_rows(stream: IO[bytes], name: str, size: int) -> Iterator[DataSource]:
    """The rows of the Parquet file in `stream`, which has `size` bytes.

    Raises:
        InputError: it is none.
        MissingDependencyError: pyarrow is not installed.
    """
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra
        import pyarrow.parquet as pq  # noqa: PLC0415
    except ImportError:
        msg = "reading Parquet needs the extra parquet"
        raise MissingDependencyError(msg, "pip install 'newsclaims[parquet]'") from None
    try:
        file = pq.ParquetFile(stream)
        share = size // max(file.metadata.num_rows, 1)
        number = 0
        for batch in file.iter_batches(batch_size=_ROWS):
            for row in batch.to_pylist():
                number += 1
                where = f"{name}:{number}"
                data = json.dumps(row, default=str).encode()
                yield DataSource(data, where, where, Format.RECORD, share)
    except pa.ArrowException as error:
        msg = f"{name}: no Parquet: {str(error).splitlines()[0]}"
        raise InputError(msg) from None
