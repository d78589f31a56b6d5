"""Write what the guides say in this version to playbooks/versions; with --check tell whether it is so.

A snapshot belongs to a released version and is not written over, unless --again says that this version is not
released yet.
"""

import argparse
import sys
import tomllib
from pathlib import Path

from hallway.playbooks.library import shipped
from hallway.playbooks.snapshots import take_snapshot, write_snapshot

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "src" / "hallway" / "playbooks" / "versions"


def main() -> int:
    """Write or check the snapshot of this version; return the exit code."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--check", action="store_true", help="write nothing; leave with 1 when it is not so")
    words.add_argument("--again", action="store_true", help="write over the one of this unreleased version")
    typed = words.parse_args()
    path, text = path_of(version()), write_snapshot(take_snapshot(shipped()))
    is_kept = path.exists() and path.read_text(encoding="utf-8") == text
    if typed.check or is_kept:
        print(f"{path.name} {'is' if is_kept else 'is not'} what the guides say.")
        return int(not is_kept)
    if path.exists() and not typed.again:
        print(
            f"{path.name} is there and says something else. Raise the version in pyproject.toml, or --again."
        )
        return 2
    path.write_text(text, encoding="utf-8")
    print(f"Wrote {path.relative_to(ROOT)}.")
    return 0


def version() -> str:
    """Return the version that pyproject.toml names."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return str(project["project"]["version"])


def path_of(number: str) -> Path:
    """Return where the snapshot of a version lies."""
    return FOLDER / f"{number}.json"


if __name__ == "__main__":
    sys.exit(main())
