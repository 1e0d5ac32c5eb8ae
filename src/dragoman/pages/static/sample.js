// A letter chooses its category, Enter sends the form: coding without a mouse. Without this script the page works as well.
"use strict";
const form = document.getElementById("code");
if (form) {
  const choices = new Map([...form.querySelectorAll("input[data-key]")].map((one) => [one.dataset.key, one]));
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    const typing = event.target.matches("input:not([type=radio]), select, textarea");
    const choice = choices.get(event.key.toLowerCase());
    if (choice && !typing) {
      event.preventDefault();
      choice.checked = true;
      choice.focus();
    } else if (event.key === "Enter" && !typing && event.target.tagName !== "A" && event.target.tagName !== "BUTTON") {
      event.preventDefault();
      form.requestSubmit();
    }
  });
}
