"""Published figures that ship with Hallway."""
