"""What is installed and shipped: licences of the core's dependencies, contents of wheel and source distribution."""

import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path, PurePosixPath

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
PERMISSIVE = re.compile(
    r"\b(?:MIT|BSD|0BSD|Apache|ISC|PSF|Zlib|CC0|Python Software Foundation)\b", re.IGNORECASE
)
COPYLEFT = re.compile(r"\b(?:[AL]?GPL|GNU|EUPL|CDDL|EPL|OSL|SSPL|CC-BY-SA)", re.IGNORECASE)
# Under the Mozilla Public License, which binds their own files alone, and used unchanged: spaCy's and the
# tokenizer's way to the network, which nothing here goes.
WEAK = {"certifi", "tqdm"}
# Whose metadata name no licence, and what their repositories say.
UNSTATED: dict[str, str] = {}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def licence(found: Distribution) -> str:
    fields = found.metadata
    stated = [
        text for name in ("License-Expression", "License") for text in fields.get_all(name) or [] if text
    ]
    classified = [line for line in fields.get_all("Classifier") or [] if line.startswith("License ::")]
    return " / ".join([*(text.splitlines()[0][:100] for text in stated[:1]), *classified])


def core() -> dict[str, str]:
    """The licence of each distribution that the plain install needs, by name."""
    licences: dict[str, str] = {}
    waiting = ["newsclaims"]
    while waiting:
        name = normal(waiting.pop())
        if name in licences:
            continue
        try:
            found = distribution(name)
        except PackageNotFoundError:  # needed on other systems only
            continue
        licences[name] = licence(found)
        needed = [Requirement(line) for line in found.requires or ()]
        waiting += [
            item.name for item in needed if item.marker is None or item.marker.evaluate({"extra": ""})
        ]
    return licences


def test_no_dependency_of_the_core_is_copyleft() -> None:
    licences = core()
    assert {"spacy", "pydantic", "onnxruntime", "tokenizers", "numpy"} <= set(licences)
    for name, stated in licences.items():
        known = stated or UNSTATED.get(name, "")
        assert not COPYLEFT.search(known), f"{name}: {known}"
        assert PERMISSIVE.search(known) or name in WEAK, f"{name}: {known or 'no licence stated'}"


def test_every_line_of_the_lock_has_hashes() -> None:
    lock = (ROOT / "requirements-dev.lock").read_text(encoding="utf-8").replace("\\\n", " ")
    pins = [line for line in lock.splitlines() if line and not line.lstrip().startswith("#")]
    assert len(pins) > 50
    for pin in pins:
        assert re.match(r"[\w.\[\]-]+==[\w.!+]+ .*--hash=sha256:[0-9a-f]{64}", pin), pin
    locked = {normal(re.split(r"[=\[]", pin)[0]) for pin in pins}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert {normal(Requirement(line).name) for line in project["dependencies"]} <= locked


def test_the_lock_is_installed_with_its_hashes() -> None:
    commands = "".join((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", ".ci/run"))
    assert "--require-hashes" in commands


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the source distribution."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True, text=True)
    return folder


# What a wheel may hold below the package: kinds of files by folder.
WHEEL = {
    "": {".py", ".typed"},
    "language/en": {".toml"},
    "models": {".onnx", ".weights", ".npz", ".json", ".md"},
    "export": {".sql"},
    "export/page": {".py", ".css", ".js", ".html", ".jinja", ".j2", ".svg"},
}
LARGEST = 40_000_000


def allowed(path: PurePosixPath) -> bool:
    if path.suffix == ".py":
        return True
    folder = str(path.parent)
    prefixes = sorted((prefix for prefix in WHEEL if prefix and folder.startswith(prefix)), key=len)
    kinds = [WHEEL[prefix] for prefix in reversed(prefixes)]
    return path.suffix in (kinds[0] if kinds else WHEEL[""]) or path.name == "py.typed"


def test_the_wheel_holds_the_package_and_nothing_else(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    names = [PurePosixPath(name) for name in zipfile.ZipFile(wheel).namelist()]
    metadata = {name.name for name in names if name.parts[0].endswith(".dist-info")}
    assert metadata == {"METADATA", "WHEEL", "RECORD", "LICENSE", "entry_points.txt"}
    package = {name.relative_to("newsclaims") for name in names if name.parts[0] == "newsclaims"}
    assert len(package) + len(metadata) == len(names)
    assert [str(name) for name in sorted(package) if not allowed(name)] == []
    source = ROOT / "src/newsclaims"
    there = {PurePosixPath(path.relative_to(source)) for path in source.rglob("*") if path.is_file()}
    assert package == {name for name in there if "__pycache__" not in name.parts}
    assert wheel.stat().st_size < LARGEST


def test_the_source_distribution_holds_what_git_tracks(built: Path) -> None:
    """That the wheel was built from it shows that it builds."""
    (archive,) = built.glob("*.tar.gz")
    with tarfile.open(archive) as tar:
        names = [PurePosixPath(*PurePosixPath(member.name).parts[1:]) for member in tar if member.isfile()]
    top = {name.parts[0] for name in names}
    assert {"src", "tests", "README.md", "LICENSE", "CHANGELOG.md", "pyproject.toml", "PKG-INFO"} <= top
    assert top <= {
        *("src", "tests", "data", "seeds", "training", "benchmarks", "docs", "README.md", "LICENSE"),
        *("CHANGELOG.md", "pyproject.toml", "PKG-INFO", "requirements-dev.lock", ".gitignore"),
    }
    assert not [str(name) for name in names if {"__pycache__", ".venv", ".git"} & set(name.parts)]
