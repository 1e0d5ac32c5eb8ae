// Files may be dropped anywhere on the page, and the names of what was chosen are shown. Without this the form works too.
"use strict";
const form = document.getElementById("read");
const files = document.getElementById("r-files");
const chosen = document.getElementById("r-chosen");

function show() {
  const names = Array.from(files.files, (file) => file.name);
  chosen.textContent = names.length ? "Chosen: " + names.slice(0, 10).join(", ") + (names.length > 10 ? " and others" : "") : "";
}

files.addEventListener("change", show);
for (const name of ["dragenter", "dragover"]) {
  document.addEventListener(name, (event) => {
    event.preventDefault();
    form.classList.add("over");
  });
}
document.addEventListener("dragleave", (event) => {
  if (event.relatedTarget === null) form.classList.remove("over");
});
document.addEventListener("drop", (event) => {
  event.preventDefault();
  form.classList.remove("over");
  if (event.dataTransfer.files.length) {
    files.files = event.dataTransfer.files;
    show();
    files.focus();
  }
});
