"""What a support service sees and does, page by page."""
