"""Doors to other processes: heavy work that must be stoppable at any moment."""
