"""Numbered migrations: written once, never edited afterwards."""
