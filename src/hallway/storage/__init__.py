"""Doors to the disk: SQLite, history, backups."""
