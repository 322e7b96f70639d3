"""The desk's pages: what waits this morning, and everything that is done about it."""
