"""Which structure a program writes, and where the migrations that lead there stand."""

from dataclasses import dataclass
from pathlib import Path

from hallway.storage.schema import VERSION


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineage:
    """The number of the newest structure, and the folders of numbered migrations."""

    version: int
    folders: tuple[Path, ...]


OWN_FOLDER = Path(__file__).parent / "migrations" / "versions"
OURS = Lineage(version=VERSION, folders=(OWN_FOLDER,))
"""What this program writes."""
