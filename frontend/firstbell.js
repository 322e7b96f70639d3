// What pages do where JavaScript runs. Every page works without it.
import { initAll } from 'govuk-frontend'
import accessibleAutocomplete from 'accessible-autocomplete'
import { clearWhereNobodySits, holdSignOut } from './kept.js'

initAll()
clearWhereNobodySits()
holdSignOut()

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

// Long work is looked at again, for ten minutes at most: a page that nobody watches must not keep a session open.
const MOST_LOOKS = 150
async function lookAgain (region, seconds, left) {
  if (!left) return
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000))
  const answer = await fetch(window.location.href, { credentials: 'same-origin' })
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const now = page.getElementById(region.id)
  if (!answer.ok || answer.redirected) return
  if (!now) return window.location.reload()
  region.innerHTML = now.innerHTML
  await lookAgain(region, seconds, left - 1)
}
for (const region of document.querySelectorAll('[data-look-again]')) {
  lookAgain(region, Number(region.dataset.lookAgain), MOST_LOOKS).catch(() => {})
}
