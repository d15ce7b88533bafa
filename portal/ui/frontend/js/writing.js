// What somebody typed stands on her device until the server says that it has it: a closed tab, an
// expired sign-in or a server that is away lose nothing. Coming back to the page sends it again.
const START = "typed:";
const AGAIN = 10_000; // milliseconds
const PATIENCE = 5_000;

function textOf(fields) {
  const text = new URLSearchParams(fields);
  text.delete("csrfmiddlewaretoken");
  return text.toString();
}

// A form that was sent by its button: the server names the page that it got it from.
function forgetWhatArrived() {
  const page = document.cookie.match(/(?:^|; )bewaard=([\w-]+)/)?.[1];
  for (const key of Object.keys(localStorage).filter((name) => name.startsWith(START))) {
    if (new URLSearchParams(localStorage.getItem(key)).get("pagina") === page) localStorage.removeItem(key);
  }
  document.cookie = "bewaard=; path=/; max-age=0"; // going back to that page, she may type more
}

// Forgets what was kept, unless more was typed since it was sent.
function forget(key, sent) {
  if (localStorage.getItem(key) === sent) localStorage.removeItem(key);
}

async function sendAgain(form, key) {
  const kept = localStorage.getItem(key);
  const data = new URLSearchParams(kept);
  data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  const headers = { "HX-Request": "true" };
  const answer = await fetch(form.action, { method: "POST", body: data, headers }).catch(() => null);
  if (!answer?.ok) return;
  forget(key, kept);
  location.reload();
}

// A pressed button waits for what is underway, and nothing is sent after it: the server could take
// up the older text last, and that one would stay.
function takeTurns(form) {
  let underway = false;
  let leaving = false;
  let waits = null;
  const goOn = () => {
    const button = waits;
    underway = false;
    waits = null;
    if (button) form.requestSubmit(button);
  };
  form.addEventListener("htmx:before:request", (event) => {
    if (leaving) event.preventDefault();
    else underway = true;
  });
  form.addEventListener("htmx:finally:request", goOn);
  form.addEventListener("submit", (event) => {
    leaving = true;
    if (!underway) return;
    event.preventDefault();
    event.stopPropagation(); // it was not sent yet
    waits = event.submitter;
    setTimeout(goOn, PATIENCE);
  });
  window.addEventListener("pageshow", () => { leaving = false; });
}

function watch(form) {
  takeTurns(form);
  const key = START + form.dataset.keeps;
  if (localStorage.getItem(key)) sendAgain(form, key);

  const keep = () => localStorage.setItem(key, textOf(new FormData(form)));
  const missed = () => {
    document.getElementById("opgeslagen").textContent =
      "Niet opgeslagen: geen verbinding. Je tekst staat nog op dit apparaat; we proberen het zo weer.";
    setTimeout(() => form.dispatchEvent(new Event("change")), AGAIN);
  };
  form.addEventListener("input", keep);
  form.addEventListener("change", keep);
  form.addEventListener("htmx:after:request", ({ detail: { ctx } }) => {
    if (ctx.response.status === 200) forget(key, textOf(ctx.request.body));
  });
  form.addEventListener("htmx:error", missed);
  form.addEventListener("htmx:response:error", missed);
}

forgetWhatArrived();
const form = document.querySelector("form[data-keeps]");
if (form) watch(form);
