"""The terminal face: reads words, calls one action, shows one result."""
