"""The desk: what to write and say, and what to mind before it goes; pure and offline."""
