"""Numbers on arrays: matching. Knows lists, ranks and seats, not people."""
