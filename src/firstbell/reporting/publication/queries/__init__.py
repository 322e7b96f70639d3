"""What may be asked of releases: by those who draft and sign them, and by anybody."""
