// Before anything is drawn: components that need JavaScript may show themselves. Outside the page, for a strict CSP.
document.body.className += ' js-enabled' + ('noModule' in HTMLScriptElement.prototype ? ' govuk-frontend-supported' : '')
