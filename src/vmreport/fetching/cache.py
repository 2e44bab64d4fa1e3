"""Pages of a table that were fetched before, kept per version of the table.

A page counts only when its bytes are still those that were written; a table that CBS changed gets a
folder of its own. What a page holds is for `odata`.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

__all__ = ["Cache", "encoded"]


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder with pages of one version of one table."""

    folder: Path

    @classmethod
    def of(cls, root: Path, table: str, version: int, modified: str) -> Cache:
        """Give the cache of a table as it was at `modified`, the service's own time stamp."""
        stamp = re.sub(r"[^0-9A-Za-z]+", "-", modified).strip("-") or "onbekend"
        return cls(root / f"{table}-v{version}-{stamp}")

    def read(self, name: str) -> Any | None:
        """Give what was kept under a name, None when it is not there or not whole."""
        try:
            digest, _, data = (self.folder / f"{name}.json").read_bytes().partition(b"\n")
        except OSError:
            return None
        if hashlib.sha256(data).hexdigest().encode() != digest:
            return None
        return json.loads(data)

    def keep(self, name: str, content: Any) -> None:
        """Keep something under a name, whole or not at all; raises OSError when the disk will not."""
        data = encoded(content)
        self.folder.mkdir(parents=True, exist_ok=True)
        handle, made = tempfile.mkstemp(prefix=".", suffix=".json", dir=self.folder)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(hashlib.sha256(data).hexdigest().encode() + b"\n" + data)
                file.flush()
                os.fsync(file.fileno())
            Path(made).replace(self.folder / f"{name}.json")
        except BaseException:
            Path(made).unlink(missing_ok=True)
            raise


def encoded(content: Any) -> bytes:
    """Give content as JSON, the same content always as the same bytes."""
    return json.dumps(content, ensure_ascii=False, indent=1).encode()
