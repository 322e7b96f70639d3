"""The ways out: a folder, an SMTP server, GOV.UK Notify."""
