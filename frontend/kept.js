// What the street page leaves in this browser: entries until they are sent, and the page itself until its day is over.
const ENTRY = 'street-entry:'
export const PAGES = 'street-pages'
export const STREET = '/cocoon/street/'

// Each entry under a key of its own: two windows cannot write over each other's.
export function keep (entry) {
  localStorage.setItem(ENTRY + entry.key, JSON.stringify(entry))
}

export function forget (key) {
  localStorage.removeItem(ENTRY + key)
}

export function kept () {
  const keys = Object.keys(localStorage).filter((key) => key.startsWith(ENTRY))
  return keys.map((key) => JSON.parse(localStorage.getItem(key))).sort((one, other) => one.at - other.at)
}

export async function clearPages () {
  if ('caches' in window) await caches.delete(PAGES)
}

// Nobody is signed in here: no page with an address stays.
export function clearWhereNobodySits () {
  if (!('seated' in document.body.dataset)) clearPages().catch(() => {})
}

// Whoever has entries that are not sent is shown them instead of being signed out.
export function holdSignOut () {
  const form = document.querySelector('form[data-sign-out]')
  form?.addEventListener('submit', (event) => {
    if (window.location.pathname === STREET || !kept().length) return
    event.preventDefault()
    window.location.assign(STREET)
  })
}
