// The street page: what is recorded is kept in this browser first, and sent as soon as there is a network. Each entry has
// a key of its own, so that sending it twice records it once. Without this script every form is sent as any other.
import { clearPages, forget, keep, kept, PAGES, STREET } from './kept.js'

const SOON = 2
const LATER = 60
const PATIENCE = 10
const page = document.querySelector('[data-street]')
const { owner, sync, worker, until, words } = page.dataset
const say = JSON.parse(words)
const status = page.querySelector('[data-street-status]')
const ends = Date.now() + Number(until) * 1000
let sending = null
let state = ''
let leaving = false
let again = SOON
let timer = 0

const mine = () => kept().filter((entry) => entry.owner === owner)
const others = () => kept().length - mine().length
const waiting = () => mine().filter((entry) => !entry.refused)

function told () {
  const count = waiting().length
  const lines = []
  if (count && leaving) lines.push(say.hold)
  if (count) lines.push((count === 1 ? say.one : say.many).replace('%(count)s', count))
  if (state === 'signed-out') lines.push(say.signedOut)
  if (others()) lines.push(say.others)
  return lines.length ? lines.join(' ') : say.sent
}

function show () {
  leaving &&= waiting().length > 0
  const text = told()
  if (status.textContent !== text) status.textContent = text
  page.querySelector('[data-street-again]').hidden = state !== 'signed-out'
  page.dataset.waiting = waiting().length
  for (const door of page.querySelectorAll('[data-door]')) showDoor(door, mine().filter((one) => isOf(one, door)))
  showHeard(mine().filter((one) => one.what === 'heard'))
}

const isOf = (entry, door) => entry.what === 'visit' && door.dataset.door === placeOf(entry)
const placeOf = (entry) => [entry.campaign, entry.cell, entry.position, entry.attempt].join('/')

function showDoor (door, entries) {
  const entry = entries[0]
  const form = door.querySelector('form')
  const said = door.querySelector('[data-said]')
  if (!form || (!entry && !('done' in door.dataset))) return
  form.hidden = Boolean(entry) || 'done' in door.dataset
  said.hidden = !form.hidden
  if (!entry) return
  const outcome = form.querySelector(`button[value="${entry.outcome}"]`).textContent.trim()
  said.textContent = entry.refused ? `${say.refused} ${entry.refused}` : `${outcome}. ${say.kept}`
  if (entry.refused) said.append(' ', remover(entry))
}

function remover (entry) {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'govuk-button govuk-button--secondary govuk-!-margin-bottom-0'
  button.textContent = say.remove
  button.addEventListener('click', () => {
    forget(entry.key)
    window.location.reload()
  })
  return button
}

function showHeard (entries) {
  const list = page.querySelector('[data-heard]')
  list.replaceChildren(...entries.map((entry) => {
    const line = document.createElement('li')
    line.textContent = entry.refused ? `${say.refused} ${entry.refused} ` : say.heardKept
    if (entry.refused) line.append(remover(entry))
    return line
  }))
}

const fieldsOf = (form, button) => Object.fromEntries(new FormData(form, button))

function visitOf (form, button) {
  const { campaign, cell, position, attempt, minutes, leaflet, outcome } = fieldsOf(form, button)
  const numbers = { position: Number(position), attempt: Number(attempt), minutes: Number(minutes) }
  return { what: 'visit', campaign, cell, ...numbers, leaflet: leaflet !== undefined, outcome }
}

function heardOf (form) {
  const { door, kind, said, informant, wishes_to_be_named: named, safeguarding_path: path } = fieldsOf(form)
  const [campaign, cell, position] = door.split('/')
  return { what: 'heard', campaign, cell, position: Number(position), kind, said, informant, named: named !== undefined, path: path ?? '' }
}

const isWhole = (form) => form.checkValidity() && (!('heardForm' in form.dataset) || heardIsWhole(form))

// A form that is not whole goes to the server as it is, which says what is missing.
function heardIsWhole (form) {
  const { door, kind, said, safeguarding_path: path } = fieldsOf(form)
  return Boolean(door && kind && said.trim() && (kind !== 'disclosure' || path))
}

page.addEventListener('submit', (event) => {
  const form = event.target
  const isVisit = 'visitForm' in form.dataset
  if (!isVisit && !('heardForm' in form.dataset)) return
  if (!isWhole(form)) return
  const entry = isVisit ? visitOf(form, event.submitter) : heardOf(form)
  try {
    keep({ key: crypto.randomUUID(), owner, at: Date.now(), ...entry })
  } catch {
    return // the browser keeps nothing: the form is sent as any other
  }
  event.preventDefault()
  if (!isVisit) form.reset()
  show()
  if (!isVisit) status.scrollIntoView({ block: 'center' })
  send()
})

function send () {
  sending ??= deliver().then(() => { again = SOON }, () => { state = '' }).finally(() => {
    sending = null
    show()
    if (waiting().length && state !== 'signed-out') sendAgain()
  })
  return sending
}

// Sooner at first, then seldom: a telephone's battery is for the whole shift.
function sendAgain () {
  clearTimeout(timer)
  timer = setTimeout(send, again * 1000)
  again = Math.min(again * 2, LATER)
}

async function deliver () {
  const entries = waiting()
  if (!entries.length) return
  const seat = await fetch(sync, { redirect: 'manual', cache: 'no-store' })
  state = seat.ok ? '' : 'signed-out'
  if (!seat.ok) return
  const { token, whose } = await seat.json()
  if (whose !== owner) {
    state = 'signed-out'
    return
  }
  const answer = await fetch(sync, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-CSRFToken': token },
    body: JSON.stringify({ entries: entries.map(sent) }),
    redirect: 'manual',
  })
  if (!answer.ok) throw new Error(String(answer.status))
  const { kept: taken, refused } = await answer.json()
  settle(entries, taken, refused)
  await fetch(STREET, { cache: 'no-store' }) // so that the page which is kept knows it too
}

const sent = ({ owner, at, refused, ...entry }) => ({ ...entry, seconds_ago: Math.max(0, Math.round((Date.now() - at) / 1000)) })

function settle (entries, taken, refused) {
  for (const entry of entries) {
    if (taken.includes(entry.key)) {
      markDone(entry)
      forget(entry.key)
    } else if (entry.key in refused) keep({ ...entry, refused: refused[entry.key] })
  }
}

function markDone (entry) {
  const door = [...page.querySelectorAll('[data-door]')].find((one) => isOf(entry, one))
  if (!door) return
  door.dataset.done = ''
  door.querySelector('[data-said]').textContent = door.querySelector(`button[value="${entry.outcome}"]`).textContent.trim()
}

// Signing out waits for what is not sent, and takes the kept page along: not before it is kept, or it would come after.
document.querySelector('form[data-sign-out]')?.addEventListener('submit', async (event) => {
  const form = event.target
  event.preventDefault()
  leaving = true
  await send()
  if (waiting().length) {
    status.scrollIntoView({ block: 'center' })
    return
  }
  await Promise.race([keeping, new Promise((resolve) => setTimeout(resolve, PATIENCE * 1000))])
  await clearPages()
  form.submit()
})

// The page and what it looks like are kept, so that they open again without a network.
async function keepThePage () {
  if (!('serviceWorker' in navigator)) return
  await navigator.serviceWorker.register(worker, { scope: STREET })
  await navigator.serviceWorker.ready
  if (!navigator.serviceWorker.controller) {
    await new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }))
  }
  const looks = [...document.querySelectorAll('link[rel="stylesheet"], script[src]')].map((one) => one.href || one.src)
  await Promise.all([STREET, ...looks].map((address) => fetch(address)))
  if ((await caches.keys()).includes(PAGES)) page.dataset.offline = 'ready'
}

for (const [where, what] of [[window, 'online'], [document, 'visibilitychange']]) where.addEventListener(what, send)
setInterval(() => {
  if (Date.now() > ends) window.location.reload()
}, LATER * 1000)
page.querySelector('[data-street-live]').hidden = false
show()
send()
const keeping = keepThePage().catch(() => {})
