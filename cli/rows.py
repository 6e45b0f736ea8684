"""Rows: what a command found, as a table for a person, or as CSV or JSON for a program."""

import csv
import json
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from cli.terminal import printable

FORMATS = ("table", "csv", "json")
BAR = 40  # characters of the longest bar

Row = Mapping[str, Any]


def show(rows: Sequence[Row], columns: Sequence[str], form: str = "table", bar: str = "") -> None:
    """Print rows; in a table the numbers of the column `bar` are drawn as well, and those of all are on the right."""
    if form == "json":
        print(json.dumps([{name: row[name] for name in columns} for row in rows], ensure_ascii=False, indent=2))
    elif form == "csv":
        writer = csv.DictWriter(sys.stdout, columns, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    else:
        print("\n".join(table(rows, columns, bar)))


def table(rows: Sequence[Row], columns: Sequence[str], bar: str = "") -> list[str]:
    """The lines of a table, its head first."""
    cells = [[_cell(row[name]) for name in columns] for row in rows]
    widths = [max(map(len, column)) for column in zip(columns, *cells, strict=True)]
    numeric = [any(isinstance(row[name], int) for row in rows) for name in columns]
    lines = [_line(each, widths, numeric) for each in (list(columns), *cells)]
    if not bar:
        return lines
    most = max((row[bar] for row in rows), default=0)
    bars = ["", *("█" * round(row[bar] / most * BAR) if most else "" for row in rows)]
    return [f"{line:{sum(widths) + 2 * len(widths)}}{each}".rstrip() for line, each in zip(lines, bars, strict=True)]


def _line(cells: Sequence[str], widths: Sequence[int], numeric: Sequence[bool]) -> str:
    placed = (
        cell.rjust(width) if is_number else cell.ljust(width)
        for cell, width, is_number in zip(cells, widths, numeric, strict=True)
    )
    return "  ".join(placed).rstrip()


def _cell(value: Any) -> str:
    return f"{value:,}" if isinstance(value, int) else printable(str(value))
