"""The command line as a user meets it: what it prints, where, and with which status."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from newsclaims.cli import run
from newsclaims.records import Document

ARTICLE = "“We will rebuild by June 3,” Mayor Ana Lund said on Friday.\n"
ENVIRONMENT = {key: value for key, value in os.environ.items() if not key.startswith("CLAIMS_")}


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def claims(
    *arguments: str, stdin: str = "", directory: Path | None = None
) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "newsclaims", *arguments]
    return subprocess.run(
        command,
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        env=ENVIRONMENT,
        cwd=directory,
        check=False,
    )


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in [name for name in os.environ if name.startswith("CLAIMS_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def test_extract_prints_one_valid_object(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["extract", str(article), "--date", "2025-04-19"]) == 0
    output = capsys.readouterr()
    document = Document.model_validate_json(output.out)
    assert output.err == ""
    assert document.text == ARTICLE
    assert document.speakers[0].name == "Ana Lund"
    assert document.quotes[0].text == "We will rebuild by June 3"


def test_claims_come_in_the_order_that_is_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "article.txt"
    path.write_text(
        "“I love this town. Crime fell by 40 per cent in 2019,” Mayor Ana Lund said.\n", encoding="utf-8"
    )
    command = ["extract", str(path), "--date", "2025-04-19"]
    assert run([*command, "--sort", "checkworthiness"]) == 0
    scores = [claim.checkworthiness for claim in Document.model_validate_json(capsys.readouterr().out).claims]
    assert len(scores) == 2
    assert scores == sorted(scores, reverse=True)
    assert run([*command, "--min-checkworthiness", "0.5"]) == 0
    (claim,) = Document.model_validate_json(capsys.readouterr().out).claims
    assert claim.text == "Crime fell by 40 per cent in 2019"


def test_several_files_make_several_objects_whatever_the_format(
    article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["extract", str(article), str(article), "--jsonl", "--date", "2025-04-19"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [json.loads(line)["id"] for line in lines] == [str(article)] * 2


def test_a_bad_file_stops_nothing(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = run(["extract", "missing.txt", str(article), "--jsonl", "--date", "2025-04-19"])
    output = capsys.readouterr()
    assert status == 1
    assert len(output.out.splitlines()) == 1
    assert output.err == "claims: error: missing.txt: no such file\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["extract", "a.txt", "--date", "yesterday"], "'yesterday' is no date"),
        (["extract", "a.txt", "--format", "yaml"], "no format 'yaml'"),
        (["extract", "a.txt", "--only", "quotes,moods"], "no record type 'moods'"),
        (["extract", "a.txt", "--only", ""], "no record type ''"),
        (["extract", "a.txt", "--sort", "length"], "no order of claims 'length'"),
        (["extract", "a.txt", "--min-checkworthiness", "7"], "less than or equal to 1"),
        (["extract", "a.txt", "--colour"], "No such option: --colour"),
        (["extrakt"], "No such command 'extrakt'"),
        (["evaluate", "nowhere", "--format", "yaml"], "no format 'yaml'"),
        (["evaluate", "nowhere", "--min-f1", "quotes"], "no floor: 'quotes'"),
        (["evaluate", "nowhere", "--update-baseline"], "--update-baseline needs --baseline"),
    ],
)
def test_wrong_usage_is_one_line_and_status_2(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == 2
    output = capsys.readouterr()
    assert output.out == ""
    assert message in output.err
    assert output.err.startswith("claims: error: ")
    assert output.err.count("\n") == 1


def test_unknown_engine_and_model(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["extract", str(article), "--attribution", "oracle"]) == 2
    assert "no attribution engine 'oracle'" in capsys.readouterr().err
    assert run(["extract", str(article), "--model", "xx_nowhere"]) == 3
    assert "no spaCy pipeline 'xx_nowhere' is installed" in capsys.readouterr().err


def test_an_empty_file_is_fine(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "empty.txt"
    path.touch()
    assert run(["extract", str(path), "--date", "2025-04-19"]) == 0
    output = capsys.readouterr()
    assert json.loads(output.out)["quotes"] == []
    assert "empty" in output.err


def test_without_a_date_one_warning_says_so(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["extract", str(article)]) == 0
    output = capsys.readouterr()
    assert output.err.count("\n") == 1
    assert "no publication date" in output.err
    assert json.loads(output.out)["date_source"] == "none"
    assert run(["extract", str(article), "--quiet"]) == 0
    assert capsys.readouterr().err == ""


def test_only_and_no_text(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["extract", str(article), "--only", "quotes,dates", "--no-text", "-d", "2025-04-19"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["text"] is None
    assert {"quotes", "dates"} <= set(data)
    assert not {"speakers", "claims", "deadlines"} & set(data)


def test_output_file_appears_whole(article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "out.json"
    assert run(["extract", str(article), "-d", "2025-04-19", "-o", str(target)]) == 0
    assert capsys.readouterr().out == ""
    assert json.loads(target.read_text(encoding="utf-8"))["id"] == str(article)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["article.txt", "out.json"]
    assert run(["extract", str(article), "-o", str(tmp_path / "nowhere" / "out.json")]) == 1
    assert "cannot be written" in capsys.readouterr().err


def test_standard_input_by_dash_and_by_default() -> None:
    dashed = claims("extract", "-", "--jsonl", "-d", "2025-04-19", stdin=ARTICLE)
    piped = claims("extract", "--jsonl", "-d", "2025-04-19", stdin=ARTICLE)
    assert dashed.returncode == piped.returncode == 0
    assert dashed.stdout == piped.stdout
    assert json.loads(dashed.stdout)["id"] == "stdin"


def test_a_closed_pipe_ends_quietly_with_141(article: Path) -> None:
    command = f"{sys.executable} -m newsclaims extract {article} {article} --jsonl -q | true; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["/bin/bash", "-c", command], capture_output=True, text=True, env=ENVIRONMENT, check=False
    )
    assert (done.returncode, done.stderr) == (141, "")


def test_settings_come_from_flag_then_environment_then_file(
    article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "claims.toml").write_text('date = "2001-02-03"\n[extract]\njsonl = true\n', encoding="utf-8")
    assert run(["extract", str(article)]) == 0
    output = capsys.readouterr().out
    assert json.loads(output)["date"] == "2001-02-03"
    assert output.count("\n") == 1
    monkeypatch.setenv("CLAIMS_DATE", "2002-02-03")
    assert run(["extract", str(article)]) == 0
    assert json.loads(capsys.readouterr().out)["date"] == "2002-02-03"
    assert run(["extract", str(article), "--date", "2003-02-03"]) == 0
    assert json.loads(capsys.readouterr().out)["date"] == "2003-02-03"
    (tmp_path / "claims.toml").write_text("date = ", encoding="utf-8")
    assert run(["extract", str(article)]) == 2
    assert "claims.toml" in capsys.readouterr().err


def test_settings_are_named_like_the_options(
    article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "claims.toml").write_text(
        'format = "csv"\n[extract]\nmin-checkworthiness = 1\nno_text = true\n', encoding="utf-8"
    )
    assert run(["extract", str(article)]) == 0
    assert capsys.readouterr().out.startswith("article,record,id,")


@pytest.mark.parametrize(
    ("file", "content", "message"),
    [
        ("claims.toml", 'formt = "csv"', "no option 'formt'"),
        ("claims.toml", '[extract]\nformt = "csv"', "extract has no option 'formt'"),
        ("claims.toml", "[extract]\njobs = 2", "extract has no option 'jobs'"),
        ("claims.toml", '[extrct]\nformat = "csv"', "no command 'extrct'"),
        ("claims.toml", "extract = 3", "'extract' is a command"),
        ("claims.toml", "date =", "Invalid value (at end of document)"),
        ("pyproject.toml", "[tool]\nnewsclaims = 5", "tool.newsclaims is no table"),
        ("pyproject.toml", '[tool.newsclaims]\nformt = "csv"', "no option 'formt'"),
    ],
)
def test_settings_that_set_nothing_are_told(
    file: str, content: str, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / file).write_text(content, encoding="utf-8")
    assert run(["schema"]) == 2
    expected = f"claims: error: {file}: {message} (mend the settings file or remove it)\n"
    assert capsys.readouterr().err == expected


@pytest.mark.parametrize(
    "content", ["tool = 3", "[tool.other]\nx = 1", "no toml", "[tool.newsclaims]\njobs = 2"]
)
def test_a_project_file_of_others_is_no_trouble(
    content: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "pyproject.toml").write_text(content, encoding="utf-8")
    assert run(["schema"]) == 0
    assert capsys.readouterr().err == ""


def test_schema_is_a_json_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema"]) == 0
    schema = json.loads(capsys.readouterr().out)
    assert schema["$schema"].endswith("2020-12/schema")
    assert set(schema["properties"]) >= {"speakers", "quotes", "claims", "dates", "deadlines", "text"}


def test_info_names_versions_and_settings(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["info", "--check"]) == 0
    output = capsys.readouterr().out
    assert "newsclaims" in output
    assert "en_core_web_sm" in output
    assert "loads" in output


def test_help_answers_without_loading_the_models() -> None:
    code = "import sys; from newsclaims.cli import run; run(['--help']); print('spacy' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=ENVIRONMENT
    )
    assert "extract" in done.stdout
    assert done.stdout.endswith("False\n")


def test_an_article_cannot_drive_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "evil.txt"
    path.write_text("“Pay \x1b[31mup\x07,” Ana Lund said. " + "All was quiet. " * 9, encoding="utf-8")
    assert run(["extract", str(path), "-f", "table", "-q"]) == 0
    output = capsys.readouterr().out
    assert "\x1b" not in output
    assert "\x07" not in output
