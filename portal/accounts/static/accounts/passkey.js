// Buttons for a passkey show where the browser has passkeys; when one fails, words say so.
if (window.PublicKeyCredential) {
  document.querySelectorAll("[data-passkey]").forEach((element) => (element.hidden = false));
}
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  document.getElementById("passkey-mislukt").hidden = false;
});
