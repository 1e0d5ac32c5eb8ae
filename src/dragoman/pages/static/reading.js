// Asks how far the reading is, once a second, and loads the page anew when it is over.
"use strict";
const place = document.getElementById("progress");
const bar = document.getElementById("bar");
const told = document.getElementById("told");

async function ask() {
  const answer = await fetch(place.dataset.twin, { headers: { accept: "application/json" } });
  if (!answer.ok) throw new Error(String(answer.status));
  const page = await answer.json();
  bar.max = page.n_texts || 1;
  bar.value = page.n_done;
  const words = page.state === "starting" ? "Loading the coder" : `${page.n_done} of ${page.n_texts || "?"} texts`;
  if (told.textContent !== words) told.textContent = words;
  if (page.over) location.reload();
  else setTimeout(next, 1000);
}

function next() {
  ask().catch(() => setTimeout(next, 3000));
}

setTimeout(next, 500);
