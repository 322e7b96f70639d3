// What pages do where JavaScript runs. Every page works without it.
import { initAll } from 'govuk-frontend'
import accessibleAutocomplete from 'accessible-autocomplete'

initAll()

// A long list of places becomes a field that narrows it as one types.
for (const select of document.querySelectorAll('select[data-autocomplete]')) {
  accessibleAutocomplete.enhanceSelectElement({
    selectElement: select,
    defaultValue: select.value ? undefined : '',
    showAllValues: true,
    tNoResults: () => select.dataset.noResults ?? '',
  })
}

// A filter takes effect when it is chosen; its button stays for whoever uses no JavaScript.
for (const form of document.querySelectorAll('form[data-send-on-change]')) {
  form.addEventListener('change', (event) => {
    if (event.target instanceof HTMLSelectElement) form.requestSubmit()
  })
}

for (const button of document.querySelectorAll('button[data-print]')) {
  button.hidden = false
  button.addEventListener('click', () => window.print())
}
