// Warns before a session ends, keeps it for whoever is still there, and clears the screen for whoever is not.

const WARNING = 120;
const dialog = document.getElementById("time-out");
const channel = new BroadcastChannel("firstbell-time-out");
const left = dialog.querySelector("[data-time-out-left]");
const stay = dialog.querySelector("form");
const { seconds, keep, signIn } = dialog.dataset;
let end = Date.now() + Number(seconds) * 1000;
let over = false;
let said = "";
const typed = new Set();

function extend(until, tell = true) {
  end = until;
  if (dialog.open) dialog.close();
  if (tell) channel.postMessage(until);
}

async function stayed() {
  const answer = await fetch(stay.action, { method: "POST", body: new FormData(stay), redirect: "manual" });
  if (answer.status === 204) extend(Date.now() + Number(seconds) * 1000);
  else await leave();
}

async function leave() {
  if (over) return;
  over = true;
  for (const form of [...typed].filter((one) => one.isConnected).slice(-1)) {
    const fields = new FormData(form);
    fields.set("page_path", location.pathname);
    for (const [name, value] of [...fields]) if (value instanceof File) fields.delete(name);
    const answer = await fetch(keep, { method: "POST", body: fields }).catch(() => null);
    if (answer?.status === 409) {
      over = false;
      extend(Date.now() + Number(seconds) * 1000, false);
      return;
    }
  }
  location.replace(`${signIn}?next=${encodeURIComponent(location.pathname + location.search)}`);
}

function look() {
  const rest = Math.ceil((end - Date.now()) / 1000);
  if (rest <= -5) leave();
  else if (rest <= WARNING) warn(Math.max(1, Math.ceil(rest / 60)));
}

function warn(minutes) {
  const words = minutes === 1 ? dialog.dataset.minute : dialog.dataset.minutes.replace("%(number)s", minutes);
  if (words !== said || !dialog.open) left.textContent = said = words;
  if (!dialog.open) dialog.showModal();
}

stay.addEventListener("submit", (event) => {
  event.preventDefault();
  stayed();
});
dialog.addEventListener("cancel", (event) => {
  event.preventDefault();
  stayed();
});
document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (form?.method === "post" && !dialog.contains(form)) {
    typed.delete(form);
    typed.add(form);
  }
});
channel.addEventListener("message", (event) => extend(event.data, false));
channel.postMessage(end);
setInterval(look, 1000);
