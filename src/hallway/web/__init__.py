"""The browser face: reads a request, calls one action, shows one page."""
