"""Lines of a person's notes that Hallway writes: values that found no place elsewhere."""


def also(name: str, value: str) -> str:
    """Return the line that keeps a differing value."""
    return f"Also: {name} {value}"


def join_notes(*parts: str) -> str:
    """Return notes under one another, each line once."""
    lines = [line for part in parts if part for line in part.split("\n")]
    return "\n".join(dict.fromkeys(lines))
