"""Which language a text is in, and that nothing in English is thrown away."""

import json
import time
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from dragoman.language import detect_language, leave_out_foreign, name_language
from dragoman.types import Document, Rejected

TESTS = Path(__file__).parents[1]
CASES = tomllib.loads((Path(__file__).parent / "cases/detect.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_cases(case):
    assert detect_language(case["text"], case.get("declared")) == (case["code"] or None)


def list_english():
    """All texts in English that the project has: samples, gold, cases of every room."""
    for path in sorted(
        [*(files("dragoman") / "data/samples").iterdir(), *TESTS.rglob("cases/*.toml"), *TESTS.glob("gold/**/*.*")]
    ):
        if path.suffix == ".toml" and path.name != "detect.toml":
            for value in tomllib.loads(path.read_text(encoding="utf-8")).values():
                for case in value if isinstance(value, list) else [value]:
                    if isinstance(case, str) and len(case) > 200:
                        yield case
                    elif isinstance(case, dict) and isinstance(case.get("text"), str):
                        yield case["text"]
        elif path.suffix in (".txt", ".md"):
            yield path.read_text(encoding="utf-8")
        elif path.suffix == ".jsonl":
            yield from (row["text"] for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()) if "text" in row)


def test_nothing_in_english_is_left_out():
    texts = list(list_english())
    assert len(texts) > 1_000
    foreign = [text for text in texts if detect_language(text) not in ("en", None)]
    assert foreign == []


def test_documents_are_parted_and_get_their_language():
    docs = [
        Document("a", CASES[0]["text"]),
        Document("b", "El ministro viajó a Lima para firmar un tratado sobre la frontera con Bolivia."),
        Document("c", "Peru signs treaty"),
        Document("d", CASES[0]["text"], language="en-GB"),
        Rejected("e", "empty", "no text"),
    ]
    foreign: list[Document] = []
    kept = list(leave_out_foreign(docs, foreign.append))
    assert [item.language for item in kept if isinstance(item, Document)] == ["en", None, "en-GB"]
    assert isinstance(kept[-1], Rejected)
    assert [(doc.id, name_language(doc.language)) for doc in foreign] == [("b", "Spanish")]


def test_detection_takes_milliseconds_and_not_more_for_a_book():
    detect_language(CASES[10]["text"])  # loads the model
    for text in (CASES[10]["text"] * 5_000, CASES[0]["text"] * 5_000, "x" * 1_000_000, "ж " * 500_000):
        started = time.process_time()
        for _ in range(10):
            detect_language(text)
        assert time.process_time() - started < 0.5
