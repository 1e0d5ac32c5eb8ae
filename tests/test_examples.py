"""The worked example at the head of a module gives what it says, where it needs nothing but the module."""

from __future__ import annotations

import ast
import builtins
import doctest
import importlib
from pathlib import Path

import pytest

import dragoman

ROOT = Path(dragoman.__file__).parent
# These ask for a file or for a cluster, or write one.
OUTSIDE = ("cli.import_data", "cli.import_parts", "cluster.on_ray", "pages.copies", "record", "sampling.answers")
PARSER = doctest.DocTestParser()


def list_examples():
    """(module, source) of each module whose examples use only its own names."""
    for path in sorted(ROOT.rglob("*.py")):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        tree = ast.parse(path.read_text(encoding="utf-8"))
        examples = PARSER.get_examples(ast.get_docstring(tree) or "")
        if examples and name not in OUTSIDE and stands_alone("".join(example.source for example in examples), tree):
            yield pytest.param(f"dragoman.{name}", id=name)


def stands_alone(source, tree):
    try:
        used = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Name)]
    except SyntaxError:  # "..." for what the reader can think of himself
        return False
    own = {alias.asname or alias.name for node in tree.body if isinstance(node, ast.ImportFrom) for alias in node.names}
    own |= {node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    own |= {node.id for node in used if isinstance(node.ctx, ast.Store)}
    return all(node.id in own or hasattr(builtins, node.id) for node in used)


@pytest.mark.parametrize("name", list(list_examples()))
def test_example_at_the_head_of_a_module_is_true(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    options = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    result = doctest.testmod(importlib.import_module(name), optionflags=options)
    assert result.attempted
    assert result.failed == 0
