// A form with a chosen file is sent by XHR, to show how far it is; without this it is a plain form.
document.addEventListener("submit", (event) => {
  const form = event.target;
  const chosen = [...form.querySelectorAll("[data-upload]")].find((input) => input.files.length);
  if (!chosen || event.defaultPrevented) return;
  event.preventDefault();
  if (form.dataset.uploading) return;
  form.dataset.uploading = "1";
  const bar = chosen.parentElement.querySelector("progress");
  const note = chosen.parentElement.querySelector("[data-upload-note]");
  const request = new XMLHttpRequest();
  request.upload.onprogress = ({ loaded, total }) => {
    bar.hidden = false;
    bar.value = (100 * loaded) / total;
    note.textContent = loaded < total ? "Bezig met uploaden." : "Geüpload. We controleren het bestand.";
  };
  request.onload = () => show(request) || failed();
  request.onerror = failed;
  request.open("POST", form.action);
  request.setRequestHeader("HX-Request", "true"); // a redirect comes as a header: see redirect_the_whole_page
  request.send(new FormData(form, event.submitter));

  function failed() {
    bar.hidden = true;
    note.textContent = "Het uploaden lukte niet. Probeer het nog eens, of kies een kleiner bestand.";
    delete form.dataset.uploading;
  }
});

/** Go where the answer says, or show the page with what is wrong; false when it is neither. */
function show(request) {
  const next = request.getResponseHeader("HX-Redirect");
  if (next) {
    const here = location.pathname + location.search;
    location.assign(next);
    if (next.startsWith(`${here}#`)) location.reload(); // another place on this page is no new page
    return true;
  }
  const page = new DOMParser().parseFromString(request.responseText, "text/html");
  const main = page.querySelector("main");
  if (request.status !== 422 || !main) return false;
  document.title = page.title;
  document.querySelector("main").replaceWith(main);
  window.htmx?.process(main);
  document.querySelector("[data-error-summary]")?.focus();
  return true;
}
