// A page whose dated facts want another look says so, by the reader's own calendar.
for (const note of document.querySelectorAll("[data-stale-after]")) {
  const now = new Date();
  const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0"));
  note.hidden = day.join("-") <= note.dataset.staleAfter;
}
