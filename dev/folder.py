"""The author's folder on this machine, kept the same in the content bucket."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from publisher.source_kind import SETTINGS_KEY


class Folder:
    """`remembered` is a file that lists what was put from here, so that what came from elsewhere is left alone."""

    def __init__(self, root: Path, s3: Any, bucket: str, remembered: Path) -> None:
        self._root = root
        self._s3 = s3
        self._bucket = bucket
        self._remembered = remembered

    def publish(self) -> list[str]:
        """Put what is new or different, delete what is gone; the keys that changed."""
        before, now = self._put_before(), {self._key(path): _digest(path) for path in self._paths()}
        changed = now.keys() - {key for key in before if before[key] == now.get(key)}
        for key in sorted(changed, key=lambda key: (key != SETTINGS_KEY, key)):  # settings first: all pages show them
            self._put(key)
        for key in sorted(before.keys() - now.keys()):
            self._s3.delete_object(Bucket=self._bucket, Key=key)
        self._remember(now)
        return sorted({key for key in before | now if before.get(key) != now.get(key)})

    def publish_paths(self, paths: Iterable[Path]) -> list[str]:
        """The same for files that are known to have changed."""
        known, changed = self._put_before(), []
        for path in paths:
            key = self._key(path)
            if not self._is_content(path) and key not in known:
                continue
            if not path.is_file():
                if known.pop(key, None):
                    self._s3.delete_object(Bucket=self._bucket, Key=key)
                    changed.append(key)
            elif known.get(key) != (digest := _digest(path)):
                self._put(key)
                known[key] = digest
                changed.append(key)
        self._remember(known)
        return changed

    def _paths(self) -> list[Path]:
        return [path for path in self._root.rglob("*") if self._is_content(path)] if self._root.is_dir() else []

    def _is_content(self, path: Path) -> bool:
        hidden = any(part.startswith(".") for part in path.relative_to(self._root).parts)
        return path.is_file() and not hidden and not path.name.endswith(("~", ".swp", ".tmp"))

    def _key(self, path: Path) -> str:
        return path.relative_to(self._root).as_posix()

    def _put(self, key: str) -> None:
        self._s3.put_object(Bucket=self._bucket, Key=key, Body=(self._root / key).read_bytes())

    def _put_before(self) -> dict[str, str]:
        return json.loads(self._remembered.read_text()) if self._remembered.exists() else {}

    def _remember(self, digests: dict[str, str]) -> None:
        self._remembered.write_text(json.dumps(digests, indent=1))


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
