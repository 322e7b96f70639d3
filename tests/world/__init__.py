"""A small world for tests: built only by taking files in and calling actions, as a force would."""

from world.area import Area

__all__ = ["Area"]
