"""What the earlier picture decides by: tables and plain functions over plain facts."""
