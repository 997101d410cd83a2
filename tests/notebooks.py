"""Runs notebooks and writes their outputs into them.

    python -m tests.notebooks                     every notebook in notebooks/, in its place
    python tests/notebooks.py FILE…               these

A notebook is a JSON file of cells, so running one takes Python's own library and thirty lines. Jupyter's
runner would bring nearly forty packages and a server with sockets, for widgets and kernels that these
notebooks do not use. What is written is what Jupyter writes: what a cell prints, then its last expression
as text, HTML, Markdown and SVG. As Jupyter does, it works in the notebook's folder.
"""

from __future__ import annotations

import ast
import io
import json
import os
import sys
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

SHOWN_AS = {
    "_repr_html_": "text/html",
    "_repr_markdown_": "text/markdown",
    "_repr_svg_": "image/svg+xml",
}


class CellFailed(Exception):
    """A cell that raised; the message names notebook and cell, the cause is what it raised."""


def run(notebook: dict[str, Any], name: str) -> dict[str, Any]:
    """The notebook with the outputs of running its cells in order, in one namespace."""
    names: dict[str, Any] = {"__name__": "__main__"}
    cells = [dict(cell) for cell in notebook["cells"]]
    for number, cell in enumerate((cell for cell in cells if cell["cell_type"] == "code"), 1):
        try:
            outputs = run_cell("".join(cell["source"]), names, number)
        except Exception as error:
            raise CellFailed(f"{name}, code cell {number}: {type(error).__name__}: {error}") from error
        cell |= {"execution_count": number, "outputs": outputs}
    return {**notebook, "cells": cells}


def run_cell(source: str, names: dict[str, Any], number: int) -> list[dict[str, Any]]:
    """Runs a cell; what it printed and the value of its last expression, as a notebook's outputs."""
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    printed, value = io.StringIO(), None
    with redirect_stdout(printed):
        exec(compile(tree, "cell", "exec"), names)
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), "cell", "eval"), names)
    outputs: list[dict[str, Any]] = []
    if printed.getvalue():
        outputs.append({"name": "stdout", "output_type": "stream", "text": lines(printed.getvalue())})
    if value is not None:
        data = {kind: lines(getattr(value, how)()) for how, kind in SHOWN_AS.items() if hasattr(value, how)}
        data["text/plain"] = lines(repr(value))
        result = {"data": data, "execution_count": number, "metadata": {}, "output_type": "execute_result"}
        outputs.append(result)
    return outputs


def lines(text: str) -> list[str]:
    """A text as a notebook keeps it."""
    return text.splitlines(keepends=True)


def main(files: list[Path]) -> int:
    """Runs each notebook in its folder and writes it back."""
    for path in [file.resolve() for file in files]:  # all of them before the folder changes
        os.chdir(path.parent)
        done = run(json.loads(path.read_text(encoding="utf-8")), path.name)
        path.write_text(json.dumps(done, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        print(f"{path.name}: run")
    return 0


if __name__ == "__main__":
    here = Path(__file__).resolve().parents[1] / "notebooks"
    sys.exit(main([Path(one) for one in sys.argv[1:]] or sorted(here.glob("*.ipynb"))))
