// An answer of the example says so to a reader who has kept numbers of their own, and leads to them.
for (const note of document.querySelectorAll(".ckb-yours")) {
  const kept = localStorage.getItem(note.dataset.kept) ?? "{}";
  note.hidden = kept === "{}" || kept === "";
}
