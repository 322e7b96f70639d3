"""How every page looks and speaks. A page is made so:

1. the view asks one query, and ends in ``return page(request, "schools/notices.html", {"notices": shown})``;
2. the template extends ``design/page.html`` and fills its blocks: ``title`` (neutral: never who it is about),
   ``heading``, ``before`` (a way back), ``content``, ``aside``;
3. components come from ``design/parts.html``: ``summary``, ``listing``, ``posting`` and ``fields``, ``tag`` and more;
4. a list goes through ``listing.listing``, which filters, sorts, pages and exports it; a form is a ``PageForm``;
5. every word stands in ``_()``; every time goes through ``moment``, ``day`` or ``clock``; own classes begin ``fb-``;
6. after a POST: ``messages.tell(request, _("..."))`` and a redirect. No script or style inside a page: the
   browser refuses them.
"""
