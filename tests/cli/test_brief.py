"""`dragoman brief`: forms, files, exit status."""

import pytest

from asking import make_record, run_command


@pytest.fixture
def record(tmp_path):
    return make_record(tmp_path / "r.duckdb")


def test_markdown_goes_to_standard_output(capsys, record):
    status, out, _ = run_command(capsys, "brief", "bolivia", "finland", "--record", record)
    assert status == 0
    assert out.startswith("# Bolivia and Finland, ")
    assert "## The words" in out


def test_file_names_tell_the_form(capsys, record, tmp_path):
    pytest.importorskip("fpdf")
    for name, start in (("b.md", b"# Bolivia"), ("b.html", b"<!doctype html>"), ("b.pdf", b"%PDF-")):
        path = tmp_path / name
        assert run_command(capsys, "brief", "BOL", "FIN", "--record", record, "--output", path)[0] == 0
        assert path.read_bytes().startswith(start)


def test_nothing_between_two_states_is_said_with_status_1(capsys, record, tmp_path):
    path = tmp_path / "b.md"
    status, out, err = run_command(capsys, "brief", "Chad", "Finland", "--record", record, "--output", path)
    assert (status, out) == (1, "")
    assert "holds nothing between Chad and Finland" in err
    assert not path.exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("BOL", "BOL"), "two different states"),
        (("BOL", "FIN", "--output", "b.docx"), ".docx is none of .md"),
        (("BOL", "FIN", "--format", "pdf"), "--output FILE.pdf"),
        (("BOL", "FIN", "--since", "soon"), "no date"),
    ],
)
def test_wrong_usage(capsys, record, words, said):
    status, _, err = run_command(capsys, "brief", *words, "--record", record)
    assert status == 2
    assert said in err
