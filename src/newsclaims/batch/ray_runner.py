"""Archives larger than one machine: the outcomes of the local run, by Ray Data (extra ``ray``).

Files are read where Ray puts the task, so all machines have to see them under the same path. Each actor loads the
models once; Ray starts a lost one again and repeats what it was at.
"""

import logging
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsclaims.batch.outcomes import CHUNK_SIZE, Outcome, Settings, chunks
from newsclaims.errors import InputError, MissingDependencyError, NewsclaimsError, UsageError
from newsclaims.reading import ReadOptions, Source, find_files, find_sources
from newsclaims.reading.formats import Format
from newsclaims.reading.sources import BadSource, DataSource, FileSource

# Articles in a file of output, where there are that many.
_ROWS_A_FILE = 5_000
_FORMATS = ("jsonl", "parquet")


@dataclass(frozen=True, slots=True)
class Cluster:
    """Where Ray runs.

    Attributes:
        address: of a running cluster; None for RAY_ADDRESS, or else for this machine.
        jobs: most actors at a time.
        progress: whether to show Ray's bars.
    """

    address: str | None = None
    jobs: int = 1
    progress: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """How many articles were written, and how many of them are failures."""

    articles: int
    failures: int


def run_ray(
    paths: list[str], folder: Path, settings: Settings, cluster: Cluster, output_format: str = "jsonl"
) -> Written:
    """Write the outcomes of everything that `paths` name into files in `folder`, in no particular order.

    JSON Lines hold the lines of the local run. Parquet has the columns id, failed and record, the last with
    the same JSON.

    Raises:
        UsageError: there is no such format.
        MissingDependencyError: ray, or on a worker a model or an extra, is not installed.
        NewsclaimsError: Ray fails for another reason.
    """
    if output_format not in _FORMATS:
        msg = f"no format {output_format!r} of the ray runner"
        raise UsageError(msg, f"choose one of: {', '.join(_FORMATS)}")
    ray = _ray()
    inside = folder.resolve()
    files = [path for path in find_files(paths) if not Path(path).resolve().is_relative_to(inside)]
    folder.mkdir(parents=True, exist_ok=True)
    if not files:
        return Written(0, 0)
    with _running(ray, cluster):
        dataset = ray.data.from_items(
            [{"path": os.fsencode(path)} for path in files],
            override_num_blocks=min(len(files), 16 * cluster.jobs),
        )
        dataset = dataset.map_batches(
            _read, batch_size=None, batch_format="pyarrow", fn_args=(settings.reading,), num_cpus=0.25
        ).map_batches(
            _Worker,
            batch_size=CHUNK_SIZE,
            batch_format="pyarrow",
            fn_constructor_args=(settings,),
            compute=ray.data.ActorPoolStrategy(min_size=1, max_size=cluster.jobs),
            num_cpus=1,
        )
        sink = _sink(folder.absolute(), output_format)
        dataset.write_datasink(sink, ray_remote_args={"num_cpus": 0.25})
    return Written(*sink.counts)


def _ray() -> Any:  # noqa: ANN401 - an extra without types
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # newsclaims works offline and reports to nobody
    try:
        import ray  # noqa: PLC0415 - an extra, and seconds
        import ray.data  # noqa: PLC0415
    except ImportError:
        msg = "the ray runner needs the extra ray"
        raise MissingDependencyError(msg, "pip install 'newsclaims[ray]'") from None
    return ray


@contextmanager
def _running(ray: Any, cluster: Cluster) -> Iterator[None]:  # noqa: ANN401
    """Connect to Ray, or start it on this machine; leave it as it was."""
    ours = not ray.is_initialized()
    try:
        if ours:
            address = cluster.address or os.environ.get("RAY_ADDRESS")
            # One core more than workers, for the tasks that read and write.
            cores = {} if address else {"num_cpus": cluster.jobs + 1, "include_dashboard": False}
            ray.init(address=address, log_to_driver=False, logging_level=logging.ERROR, **cores)
        logging.getLogger("ray.data").setLevel(logging.ERROR)
        ray.data.DataContext.get_current().enable_progress_bars = cluster.progress
        yield
    except NewsclaimsError:
        raise
    except ray.exceptions.RayTaskError as error:
        cause = error.cause if isinstance(error.cause, NewsclaimsError) else None
        raise cause or NewsclaimsError(f"ray: {_last_line(error)}") from None
    except (ray.exceptions.RayError, ConnectionError, RuntimeError) as error:
        msg = f"ray: {_last_line(error)}"
        raise NewsclaimsError(msg) from None
    finally:
        if ours:
            ray.shutdown()


def _last_line(error: Exception) -> str:
    return next((line for line in reversed(str(error).splitlines()) if line.strip()), type(error).__name__)


def _read(table: Any, options: ReadOptions) -> Iterator[Any]:  # noqa: ANN401 - pyarrow.Table
    """The sources in the files of `table`, a few rows at a time."""
    for path in table["path"].to_pylist():
        for sources in chunks(find_sources([os.fsdecode(path)], options)):
            yield _table([_row(source) for source in sources], _SOURCE_COLUMNS)


class _Worker:
    """What an actor does: load the models once, then turn sources into lines."""

    def __init__(self, settings: Settings) -> None:
        self.function: Callable[[list[Source]], list[Outcome]] = settings()

    def __call__(self, table: Any) -> Any:  # noqa: ANN401 - pyarrow.Table
        outcomes = self.function([_source(row) for row in table.to_pylist()])
        rows = [
            {"id": outcome.id, "failed": outcome.failure is not None, "record": outcome.line}
            for outcome in outcomes
        ]
        return _table(rows, _RECORD_COLUMNS)


# Columns with pyarrow's names of their types.
_SOURCE_COLUMNS = {
    "name": "string",
    "path": "binary",
    "data": "binary",
    "origin": "string",
    "format": "string",
    "size": "int64",
    "error": "string",
    "hint": "string",
}
_RECORD_COLUMNS = {"id": "string", "failed": "bool_", "record": "large_string"}


def _table(rows: list[dict[str, Any]], columns: dict[str, str]) -> Any:  # noqa: ANN401 - pyarrow.Table
    import pyarrow as pa  # noqa: PLC0415 - comes with ray

    return pa.Table.from_pylist(
        rows, pa.schema([(name, getattr(pa, kind)()) for name, kind in columns.items()])
    )


def _row(source: Source) -> dict[str, Any]:
    row: dict[str, Any] = dict.fromkeys(_SOURCE_COLUMNS)
    row |= {"name": source.name, "size": source.size}
    if isinstance(source, FileSource):
        return row | {"path": os.fsencode(source.path), "format": source.format}
    if isinstance(source, DataSource):
        return row | {"data": source.data, "origin": source.origin, "format": source.format}
    return row | {"error": source.error.message, "hint": source.error.hint}


def _source(row: dict[str, Any]) -> Source:
    if row["error"] is not None:
        return BadSource(row["name"], InputError(row["error"], row["hint"]), row["size"])
    kind = Format(row["format"])
    if row["path"] is not None:
        return FileSource(os.fsdecode(row["path"]), row["name"], kind, row["size"])
    return DataSource(row["data"], row["name"], row["origin"], kind, row["size"])


def _sink(folder: Path, output_format: str) -> Any:  # noqa: ANN401 - a ray.data.Datasink
    """Where Ray writes: a file a task, which appears whole, and whole again if Ray repeats the task."""
    from ray.data import Datasink  # noqa: PLC0415 - an extra
    from ray.data.block import BlockAccessor  # noqa: PLC0415

    class Sink(Datasink[tuple[int, int]]):  # type: ignore[misc, unused-ignore]  # ray may be missing
        counts = (0, 0)

        @property
        def min_rows_per_write(self) -> int:
            return _ROWS_A_FILE

        def write(self, blocks: Iterable[Any], ctx: Any) -> tuple[int, int]:  # noqa: ANN401
            path = folder / f"part-{ctx.task_idx:06}.{output_format}"
            tables = [BlockAccessor.for_block(block).to_arrow() for block in blocks]
            return _write_part([table for table in tables if table.num_rows], path)

        def on_write_complete(self, write_result: Any) -> None:  # noqa: ANN401
            returns = write_result.write_returns
            self.counts = (sum(articles for articles, _ in returns), sum(failures for _, failures in returns))

    return Sink()


def _write_part(tables: list[Any], path: Path) -> tuple[int, int]:
    if not tables:
        return 0, 0
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    table = pa.concat_tables(tables)
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    if path.suffix == ".parquet":
        pq.write_table(table, temporary)
    else:
        with temporary.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(f"{line}\n" for line in table["record"].to_pylist())
    temporary.replace(path)
    return table.num_rows, sum(table["failed"].to_pylist())
