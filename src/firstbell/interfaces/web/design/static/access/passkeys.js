// Passkeys: asks the device, puts its answer into the form, and sends it. Without this file the buttons stay hidden.

const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));

const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");

const withBytes = (list) => list?.map((one) => ({ ...one, id: bytes(one.id) }));

function asked({ publicKey }) {
  const asks = { ...publicKey, challenge: bytes(publicKey.challenge) };
  if (asks.user) asks.user = { ...asks.user, id: bytes(asks.user.id) };
  if (asks.allowCredentials) asks.allowCredentials = withBytes(asks.allowCredentials);
  if (asks.excludeCredentials) asks.excludeCredentials = withBytes(asks.excludeCredentials);
  return { publicKey: asks };
}

function told(credential) {
  const { response } = credential;
  const given = { clientDataJSON: text(response.clientDataJSON) };
  for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (response[name]) given[name] = text(response[name]);
  }
  if (response.getTransports) given.transports = response.getTransports();
  return JSON.stringify({
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    response: given,
    clientExtensionResults: credential.getClientExtensionResults(),
    authenticatorAttachment: credential.authenticatorAttachment,
  });
}

async function options(form) {
  if (form.dataset.options) return JSON.parse(form.dataset.options);
  const answer = await fetch(form.dataset.optionsAt, { headers: { "X-Requested-With": "XMLHttpRequest" } });
  return (await answer.json()).request_options;
}

// A passkey that is enough by itself is kept by the device, which then asks for a finger, a face or a number.
const kept = ({ authenticatorSelection }, alone) => ({
  ...authenticatorSelection,
  residentKey: alone ? "required" : "discouraged",
  requireResidentKey: alone,
  userVerification: alone ? "required" : authenticatorSelection?.userVerification,
});

async function use(form) {
  const asks = asked(await options(form));
  const creates = form.dataset.passkey === "create";
  if (creates) asks.publicKey.authenticatorSelection = kept(asks.publicKey, form.elements.passwordless.checked);
  const credential = await (creates ? navigator.credentials.create(asks) : navigator.credentials.get(asks));
  form.elements.credential.value = told(credential);
  form.submit();
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.PublicKeyCredential) break;
  form.hidden = false;
  const failed = form.querySelector("[data-passkey-failed]");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    failed.hidden = true;
    use(form).catch(() => (failed.hidden = false));
  });
}
