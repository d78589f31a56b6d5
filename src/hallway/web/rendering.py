"""Templates: found in the package, compiled once, escaped always."""

from collections.abc import Mapping
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from hallway.playbooks.values import with_unit
from hallway.web import words
from hallway.web.assets import Assets
from hallway.web.labels import label, mark_slots, pair
from hallway.web.pictures import Bar, draw_bars


@cache
def load_assets() -> Assets:
    """Return the static files, read once."""
    return Assets()


@cache
def load_templates() -> Environment:
    """Return the templates; each is compiled when it is first shown and then kept."""
    environment = Environment(
        loader=PackageLoader("hallway.web"),
        autoescape=True,
        auto_reload=False,
        cache_size=-1,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(asset=load_assets().address, words=words, draw_bars=draw_bars)
    environment.filters.update(label=label, pair=pair, slots=mark_slots, unit=with_unit)
    return environment


def render(template: str, context: Mapping[str, object]) -> str:
    """Return one page as text."""
    return load_templates().get_template(template).render(context)


__all__ = ["Bar", "load_assets", "load_templates", "render"]
