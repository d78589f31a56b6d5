"""Static files: read once, served under a name that holds their content's hash."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

_TYPES: Mapping[str, str] = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
    "webmanifest": "application/manifest+json",
    "txt": "text/plain; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class Asset:
    """One static file, with the address that changes when its content does."""

    path: str
    body: bytes
    media_type: str


class Assets:
    """Every static file of the house, by its plain name and by its address."""

    def __init__(self) -> None:
        self._by_name: dict[str, Asset] = {}
        for each in files("hallway.web").joinpath("static").iterdir():
            ending = each.name.rpartition(".")[2]
            if ending in _TYPES:
                body = each.read_bytes()
                mark = hashlib.sha256(body).hexdigest()[:12]
                self._by_name[each.name] = Asset(f"/static/{mark}/{each.name}", body, _TYPES[ending])

    def address(self, name: str) -> str:
        """Return the address of a file, for templates."""
        return self._by_name[name].path

    def find(self, mark: str, name: str) -> Asset | None:
        """Return the file that this address names, or None."""
        asset = self._by_name.get(name)
        return asset if asset and asset.path == f"/static/{mark}/{name}" else None
