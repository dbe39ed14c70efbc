// On paper the desk is one page: the letters, the answer, what to ask. Whoever prints the page by the
// browser's own command gets all of it. This listener comes before that of calculator.js.
"use strict";
for (const desk of document.querySelectorAll(".ckb-desk:not(.ckb-short)")) {
  desk.querySelector(".ckb-form").addEventListener("click", ({ target }) => {
    if (target.dataset.do !== "print") return;
    const off = [];
    for (let box = desk; box !== document.body; box = box.parentElement) {
      off.push(...[...box.parentElement.children].filter((one) => one !== box && !one.matches("script, style")));
    }
    for (const one of desk.querySelectorAll("[data-all]")) { // said once where it is the same for all
      for (const field of desk.querySelectorAll(`[name$=".${one.dataset.all}"]`)) {
        field.classList.toggle("ckb-assumed", !one.dataset.differs);
      }
    }
    const head = document.createElement("p");
    head.className = "ckb-card-head";
    const day = new Intl.DateTimeFormat("en-GB", { dateStyle: "long" }).format(new Date());
    head.textContent = `careerkb, the desk · ${day} · ${location.href.split("#")[0]}`;
    desk.prepend(head);
    document.documentElement.classList.add("ckb-card");
    off.forEach((one) => one.classList.add("ckb-off-card"));
    addEventListener("afterprint", () => {
      document.documentElement.classList.remove("ckb-card");
      off.forEach((one) => one.classList.remove("ckb-off-card"));
      head.remove();
    }, { once: true });
  });
}
