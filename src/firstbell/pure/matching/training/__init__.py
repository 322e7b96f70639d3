"""Splink on DuckDB, offline: where models are trained and audited. Nothing here is asked while a notice waits."""
