"""Where figures touch the disk."""
