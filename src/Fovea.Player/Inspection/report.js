"use strict";
const rows = [...document.querySelectorAll("li")];
const groups = new Map();
for (const row of rows) {
  if (row.dataset.g === "-1") continue;
  if (!groups.has(row.dataset.g)) groups.set(row.dataset.g, []);
  groups.get(row.dataset.g).push(row);
}
const mark = (row, on) => { for (const other of groups.get(row.dataset.g) || [row]) other.classList.toggle("on", on); };
for (const row of rows) {
  row.addEventListener("mouseenter", () => mark(row, true));
  row.addEventListener("mouseleave", () => mark(row, false));
  row.addEventListener("click", () => {
    const column = row.closest(".graph").id;
    const other = (groups.get(row.dataset.g) || []).find(r => r.closest(".graph").id !== column);
    if (other) other.scrollIntoView({ block: "center", behavior: "smooth" });
  });
}
const filter = document.getElementById("filter");
filter.addEventListener("input", () => {
  const words = filter.value.toLowerCase().split(/\s+/).filter(w => w);
  for (const row of rows) row.classList.toggle("off", !words.every(w => (row.textContent + " " + row.title).toLowerCase().includes(w)));
});
