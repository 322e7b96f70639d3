"""Figures as anybody may see them, without signing in: of their neighbourhood, of a release, of a month.

Whoever looks may live with the person they are afraid of. So help comes first on every page, every page can be left at
once, titles and addresses say nothing of what it is about, no cookie is set, and a postcode is sent, looked up and
forgotten: it stands in no address, log, session or row.
"""
