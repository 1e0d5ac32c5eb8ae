"""What is promised in words: every command has help with an example that runs, every page is linked, every link leads
somewhere, every folder of data names its sources, and no file names the machine it was written on."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from importlib.resources import files
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner

from dragoman import Document, code_document
from dragoman.cli import COMMANDS, dragoman_command
from dragoman.cli.events_as import CSV_COLUMNS
from dragoman.cli.read import ReadSettings
from dragoman.cli.read_parts import code_with
from dragoman.cluster import run_here
from dragoman.sampling import Answer, add_answer, answers_path, load_sample, sample_path

ROOT = Path(__file__).parent.parent
DATA = Path(str(files("dragoman"))) / "data"
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = sorted((ROOT / "docs").glob("*.md"))
LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)")


def list_files():
    """Every text file that belongs to the project."""
    try:
        told = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
        paths = [ROOT / name for name in told if name]
    except (OSError, subprocess.CalledProcessError):  # an archive without git
        own = ("src", "tests", "docs", "tools", "bench", "eval", "requirements")
        paths = [*ROOT.glob("*.*"), *(path for name in own for path in (ROOT / name).rglob("*"))]
    return [path for path in paths if path.is_file() and path.suffix not in (".pyc", ".parquet", ".duckdb")]


# ------------------------------------------------------------------ commands


def read_help(command):
    result = CliRunner().invoke(dragoman_command, [command, "--help"])
    assert result.exit_code == 0, result.output
    return result.stdout


def read_examples(command):
    """The command lines under "Example:" in the help."""
    told = read_help(command).partition("Example:\n")[2].split("\n\n")[0]
    return [line.strip() for line in told.splitlines()]


@pytest.mark.parametrize("command", COMMANDS)
def test_command_has_help_with_an_example(command):
    examples = read_examples(command)
    assert examples
    assert all(f"dragoman {command}" in example for example in examples)


@pytest.mark.parametrize("command", COMMANDS)
def test_line_of_the_list_is_a_sentence(command):
    line = COMMANDS[command][2]
    assert line[0].isupper()
    assert line.endswith(".")
    assert line in CliRunner().invoke(dragoman_command, ["--help"], terminal_width=200).stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_command_is_in_the_readme(command):
    lines = [line for line in README.splitlines() if "dragoman " in line]
    assert any(re.search(rf"dragoman (?:[\w ]+ \| )*{command}\b", line) for line in lines)


@pytest.fixture(scope="module")
def workplace(tmp_path_factory):
    """A folder with `articles/`, `article.txt`, the record `dragoman.duckdb` of them and the parts of a cluster."""
    folder = tmp_path_factory.mktemp("examples")
    (folder / "articles").mkdir()
    for name in ("galwan.txt", "lake-wires.jsonl"):
        shutil.copy(DATA / "samples" / name, folder / "articles" / name)
    shutil.copy(DATA / "samples" / "galwan.txt", folder / "article.txt")
    record = str(folder / "dragoman.duckdb")
    result = CliRunner().invoke(dragoman_command, ["read", str(folder / "articles"), "--record", record, "--format", "jsonl"])
    assert result.exit_code == 0, result.output
    drawn = CliRunner().invoke(dragoman_command, ["sample", "200", "--stratify", "type,source", "--record", record])
    assert drawn.exit_code == 0, drawn.output
    sample = load_sample(sample_path(record))
    for item in sample.items:
        add_answer(answers_path(record), Answer(sample.id, item.id, "Ana", "NONE"))
    settings = ReadSettings((str(folder / "articles"),), str(folder / "parts"), None, "table", 1, (), None, 50)
    assert code_with(run_here, settings) == 0
    return folder, re.search(r'"id":"([0-9a-f]{16})"', result.stdout).group(1)


def split_example(line, event):
    """Words of the command and what it is given on standard input; the id of the example becomes that of a real event."""
    given = ""
    if line.startswith("echo "):
        echo, _, line = line.partition(" | ")
        given = shlex.split(echo)[1] + "\n"
    line, _, source = line.partition(" < ")
    if source:
        given = Path(source).read_text(encoding="utf-8")
    words = shlex.split(line)
    assert words[0] == "dragoman"
    return [event if re.fullmatch("[0-9a-f]{8,16}", word) else word for word in words[1:]], given


@pytest.mark.parametrize("command", COMMANDS)
def test_examples_of_the_help_run(command, workplace, monkeypatch):
    folder, event = workplace
    monkeypatch.chdir(folder)
    for line in read_examples(command):
        words, given = split_example(line, event)
        result = CliRunner().invoke(dragoman_command, words, input=given)
        assert result.exit_code == 0, f"{line}\n{result.output}\n{result.exception!r}"


# ------------------------------------------------------------------ pages


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_page_is_linked_from_the_readme_or_another_page(page):
    others = [(ROOT, README), *((each.parent, each.read_text(encoding="utf-8")) for each in PAGES if each != page)]
    assert any((base / link).resolve() == page for base, text in others for link in LINK.findall(text))


@pytest.mark.parametrize("page", [ROOT / "README.md", *PAGES], ids=lambda page: page.name)
def test_links_lead_somewhere(page):
    links = [link for link in LINK.findall(page.read_text(encoding="utf-8")) if "://" not in link]
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", [ROOT / "README.md", *PAGES], ids=lambda page: page.name)
def test_commands_that_are_named_exist(page):
    text = page.read_text(encoding="utf-8")
    lines = re.findall(r"^(?: {4}|\$ )(?:.*\| )?(?:\S*/)?dragoman ([a-z]+)\b", text, re.M) + re.findall(
        r"`dragoman ([a-z]+)\b", text
    )
    assert set(lines) <= set(COMMANDS)
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.M))
    assert set(re.findall(r"(?:^ {4}|`)make ([a-z]+)", text, re.M)) <= targets


def test_example_of_the_readme_is_true():
    """The sentence at the top and the table below it: date, parties, type with its mode, score."""
    sentence = re.search(r"^ {4}([A-Z].* \d{4}.*\.)$", README, re.M).group(1)
    shown = re.findall(r"^\| (\S+) \| (\w+) → (\w+) \| ([A-Z]+)(?: ([a-z-]+))? \| (\S+) \|$", README, re.M)
    assert shown
    found = [
        (event.date, event.actors[0].code, event.recipients[0].code, event.type, event.mode or "", f"{event.score:g}")
        for event in code_document(Document("readme", sentence)).events
    ]
    assert found == shown


def test_every_make_target_is_in_its_help():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    listed = re.search(r"^\.PHONY: (.*)$", makefile, re.M).group(1).split()
    assert [target for target in listed if target != "help" and f"'make {target} " not in makefile] == []


def test_examples_of_data_run(workplace, monkeypatch, capsys):
    folder, _ = workplace
    monkeypatch.chdir(folder)
    assert CliRunner().invoke(dragoman_command, ["events", "--output", "events.parquet"]).exit_code == 0
    blocks = re.findall(r"```(python|sql)\n(.*?)```", (ROOT / "docs/data.md").read_text(encoding="utf-8"), re.S)
    assert {kind for kind, _ in blocks} == {"python", "sql"}
    for kind, block in blocks:
        if kind == "python":
            exec(block, {})
            assert len(capsys.readouterr().out.splitlines()) > 5
        else:
            with duckdb.connect("dragoman.duckdb", read_only=True) as con:
                assert con.execute(block).fetchall(), block


def test_columns_of_the_csv_are_explained():
    told = (ROOT / "docs/data.md").read_text(encoding="utf-8")
    named = {name.replace("actor", side) for name in re.findall(r"`(\w+)`", told) for side in ("actor", "recipient")}
    assert set(CSV_COLUMNS) <= named


# ------------------------------------------------------------------ data and machine


FILES = sorted(path.relative_to(DATA).as_posix() for path in DATA.glob("*/*") if path.suffix in (".csv", ".toml", ".onnx"))
SOURCES = (DATA / "SOURCES.md").read_text(encoding="utf-8")


def read_sections():
    """File -> what SOURCES.md says of it; a heading names a folder and files in it: "## dates/words.toml, eras.csv"."""
    sections = {}
    for folder, names, told in re.findall(r"^## (\w+)/([^\n]*)\n(.*?)(?=^## |\Z)", SOURCES, re.M | re.S):
        sections |= {f"{folder}/{name.strip()}": told for name in names.split(",")}
    return sections


@pytest.mark.parametrize("name", FILES)
def test_file_of_data_names_its_source_and_licence(name):
    assert re.search("Apache-2.0|CC0|CC BY|MIT licence", read_sections()[name])


def test_sources_name_only_what_is_there():
    named = [name for name in read_sections() if "*" not in name]
    assert [name for name in named if not (DATA / name).is_file()] == []


def test_every_folder_of_data_is_in_the_sources():
    folders = {path.name for path in DATA.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert folders == {name.split("/")[0] for name in read_sections()}


MACHINE = re.compile(
    r"(?<![\w.~])/(?:work|root|home/\w+|Users/\w+)/|\.library/|--(?:extra-)?index-url|https?://[^\s/]*(?:artifactory|nexus|pypi\.)",
    re.I,
)


def test_no_file_names_a_machine_or_a_registry():
    faults = []
    for path in list_files():
        if path == Path(__file__):
            continue
        text = path.read_bytes().decode("utf-8", errors="replace")
        faults += [f"{path.relative_to(ROOT)}: {found.group()}" for found in MACHINE.finditer(text)]
    assert faults == []
