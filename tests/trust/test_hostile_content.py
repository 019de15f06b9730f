"""What hostile articles and damaged models cannot do, format by format; the formats' own tests look closer."""

import ast
import io
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from newsclaims.attribution.tagger.model import Model
from newsclaims.claims import checkworthiness
from newsclaims.errors import MissingDependencyError
from newsclaims.export import View, save
from newsclaims.export.registry import FORMATS
from newsclaims.reading.front_matter import front_matter
from newsclaims.records import Document
from newsclaims.weights import shipped

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src/newsclaims"
# What can drive a terminal: C0 controls but tab and line ends, DEL, and the C1 controls, CSI among them.
DRIVING = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
CONTROLS = "".join(map(chr, [*range(1, 32), *range(127, 160)]))


def hostile_everywhere(document: Document, text: str) -> Document:
    """`document` with `text` as its title, its speaker's name, role and alias, and in its id."""
    speaker = document.speakers[0].model_copy(
        update={"name": text, "role": text, "affiliation": text, "aliases": (text,)}
    )
    return document.model_copy(
        update={"id": f"a{text}", "title": text, "source": text, "speakers": (speaker,)}
    )


@pytest.mark.parametrize("name", [name for name, fmt in FORMATS.items() if fmt.text is not None])
def test_no_format_that_is_printed_drives_the_terminal(
    document: Document, hostile: Document, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for found in (hostile, hostile_everywhere(document, CONTROLS)):
        terminal = Terminal()
        monkeypatch.setattr("sys.stdout", terminal)
        save([found], None, FORMATS[name], View())
        assert DRIVING.search(_STYLE.sub("", terminal.getvalue())) is None


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


# Colours that the program itself sets.
_STYLE = re.compile(r"\x1b\[[\d;]*m")


def test_json_keeps_what_it_escapes(document: Document) -> None:
    strange = hostile_everywhere(document, CONTROLS)
    for name in ("json", "jsonl"):
        stream = io.StringIO()
        write = FORMATS[name].text
        assert write is not None
        write([strange], stream, View())
        assert DRIVING.search(stream.getvalue()) is None
        assert Document.model_validate_json(stream.getvalue()) == strange


def test_front_matter_that_grows_or_nests_is_plain_text() -> None:
    bomb = "---\na: &a [x, x]\n" + "".join(f"b{n}: &b{n} [*a, *a]\n" for n in range(50)) + "---\nText.\n"
    assert front_matter(bomb).fields == {}
    assert front_matter("---\nx: !!python/object/apply:os.system ['true']\n---\n").fields == {}
    endless = "---\n" + "key: value\n" * 100_000
    assert front_matter(endless).end == 0


MODELS: list[tuple[str, Callable[[Path], object]]] = [
    ("attribution", Model),
    ("checkworthiness", checkworthiness.CheckWorthiness),
]


@pytest.mark.parametrize(("name", "load"), MODELS, ids=[row[0] for row in MODELS])
@pytest.mark.parametrize("file", ["model.onnx", "model.weights", "tokenizer.json", "card.json"])
@pytest.mark.parametrize("damage", ["missing", "damaged"])
def test_a_damaged_model_is_not_loaded(
    name: str, load: Callable[[Path], object], file: str, damage: str, tmp_path: Path
) -> None:
    folder = tmp_path / name
    shutil.copytree(shipped(name), folder)
    path = folder / file
    if damage == "missing":
        path.unlink()
    else:
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 1
        path.write_bytes(b"{" if file == "card.json" else bytes(content))
    with pytest.raises(MissingDependencyError, match=rf"{re.escape(file)} is {damage}"):
        load(folder)


def test_the_cards_name_every_file_of_their_models() -> None:
    for card in SOURCE.glob("models/*/card.json"):
        named = set(json.loads(card.read_text(encoding="utf-8"))["sha256"])
        there = {
            path.name
            for path in card.parent.iterdir()
            if path.suffix in {".onnx", ".weights", ".npz", ".json"}
        }
        assert there - {"card.json"} == named, card


BARRED = {"pickle", "cPickle", "dill", "joblib", "marshal", "shelve", "eval", "exec", "allow_pickle", "yaml"}


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda path: str(path.relative_to(SOURCE)))
def test_no_code_that_runs_data(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names: set[str] = set()
        if isinstance(node, ast.Import):
            names = {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names = {(node.module or "").split(".")[0]}
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            names = {node.func.id}
        elif isinstance(node, ast.keyword):
            names = {node.arg or ""}
        assert not names & BARRED, f"{path}:{getattr(node, 'lineno', 0)}"
