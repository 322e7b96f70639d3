"""Who may do what: organisations, permissions, roles and seats, as plain facts."""
