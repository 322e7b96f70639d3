"""Support: people referred to the area's support service, reached only in the ways that are safe for them."""
