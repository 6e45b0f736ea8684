"""Generators: other systems' own programs, which build the sample blogs as they were before they moved."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
INSTALLED = ROOT / ".generators"  # by `make generators`
ELEVENTY = INSTALLED / "node_modules" / "@11ty" / "eleventy" / "cmd.cjs"


def hugo(source: Path, output: Path) -> None:
    _run([_program("hugo"), "--quiet", "--source", str(source), "--destination", str(output)], source)


def new_hugo_theme(source: Path, name: str) -> None:
    """What Hugo gives to whoever begins a theme, without its sample posts."""
    _run([_program("hugo"), "new", "theme", name, "--source", str(source)], source)
    shutil.rmtree(source / "themes" / name / "content")


def pelican(source: Path, output: Path) -> None:
    _run([_program("pelican"), "content", "--settings", "pelicanconf.py", "--output", str(output), "--quiet"], source)


def eleventy(source: Path, output: Path) -> None:
    node = shutil.which("node", path=f"{os.environ['PATH']}:{ROOT / '.venv' / 'bin'}")
    if not node or not ELEVENTY.is_file():
        _missing("eleventy")
    _run([str(node), str(ELEVENTY), "--quiet", f"--output={output}"], source)


def _program(name: str) -> str:
    found = shutil.which(name, path=f"{INSTALLED / 'bin'}:{os.environ['PATH']}")
    return found or _missing(name)


def _missing(name: str) -> str:
    reason = f"{name} is not installed; make generators does it"
    (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)


def _run(command: list[str], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


Generator = Callable[[Path, Path], None]
