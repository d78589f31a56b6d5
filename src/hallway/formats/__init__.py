"""Translate between bytes and values: tables, contacts, calendars, archives."""
