/* Wadah · passkeys. A form.passkey asks for options, lets the device answer, and sends the answer itself. */
(() => {
  const {startAuthentication, startRegistration, browserSupportsWebAuthn} = SimpleWebAuthnBrowser;
  const trouble = (form, name) => {
    const told = {NotAllowedError: "tStopped", InvalidStateError: "tAlready"}[name] || "tTrouble";
    const box = form.querySelector("[data-trouble]");
    box.textContent = form.dataset[told];
    box.hidden = false;
  };
  const answer = async form => {
    const asked = await fetch(form.dataset.options, {method: "POST", body: new URLSearchParams(new FormData(form))});
    if (!asked.ok) throw new Error("refused");
    const optionsJSON = await asked.json();
    return "adds" in form.dataset ? startRegistration({optionsJSON}) : startAuthentication({optionsJSON});
  };
  const ask = async (form, button) => {
    button.setAttribute("aria-busy", "true");
    try {
      form.elements.credential.value = JSON.stringify(await answer(form));
      form.submit();
    } catch (error) { trouble(form, error.name); }
    button.removeAttribute("aria-busy");
  };
  document.querySelectorAll("form.passkey").forEach(form => {
    if (!browserSupportsWebAuthn()) return;
    form.hidden = false;
    // Before the helpers that watch for a form being sent: this one is not sent yet.
    form.addEventListener("click", event => {
      const button = event.target.closest("button");
      if (!button || !form.reportValidity()) return;
      event.preventDefault();
      ask(form, button);
    });
  });
})();
