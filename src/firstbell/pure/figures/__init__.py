"""Measures as small definitions, and what counts them over columns: one force's, or a nation's, by the same words.

``kinds`` says which columns there are, ``measures`` what is counted, ``places`` where a record falls, ``counting`` has
DuckDB count it over Parquet, and ``tables`` has parts that come to their total.
"""
