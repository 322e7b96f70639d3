"""Which pupil of a roll a child may be: weighed by Splink on DuckDB (``matcher``), compared in words (``evidence``)."""
