"""Documents: what is in one is said once (``document``), and made into a page, a PDF, a spreadsheet or a file of rows."""
