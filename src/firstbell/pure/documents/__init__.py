"""Documents: said once (``document``), then made into a page, a PDF, a spreadsheet, or a file of rows."""
