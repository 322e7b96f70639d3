"""The data files that the invented area stands on; ``README.md`` and ``LICENCES.md`` beside them say what they are."""
