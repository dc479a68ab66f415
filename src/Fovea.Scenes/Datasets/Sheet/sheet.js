"use strict";
for (const box of document.querySelectorAll("[data-layer]"))
  box.addEventListener("change", () => document.body.classList.toggle("no-" + box.dataset.layer, !box.checked));
for (const row of document.querySelectorAll("[data-toggle]"))
  row.addEventListener("click", () => {
    const off = row.classList.toggle("off");
    for (const shape of document.querySelectorAll(`[data-class="${row.dataset.toggle}"]`))
      shape.classList.toggle("off", off);
  });
for (const picture of document.querySelectorAll(".picture"))
  picture.addEventListener("click", () => picture.parentElement.classList.toggle("large"));
