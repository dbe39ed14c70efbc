// A form of choices as questions of one tap: two answers side by side, tapped again to leave it open,
// and under each what it counts for, read from the printed table. The lists of the form are hidden,
// and hold what was chosen. Loaded before calculator.js.
"use strict";
{
  const made = (name, text, marks = {}) => {
    const one = document.createElement(name);
    if (text) one.textContent = text;
    return Object.assign(one, marks);
  };

  // What each answer counts for: the columns with a point in its row, and the reason.
  const weights = (section) => {
    const table = section.querySelector(".ckb-result table");
    const heads = [...table.querySelectorAll("thead th")].map((one) => one.textContent.trim());
    const found = new Map();
    for (const row of table.querySelectorAll("tbody tr")) {
      const cells = [...row.children].map((one) => one.textContent.trim());
      const tracks = heads.filter((_, at) => at > 1 && at < heads.length - 1 && Number(cells[at]) === 1);
      found.set(cells[0], `One point to ${tracks.join(" and ")}. ${cells.at(-1).replace(/ \[.*\]$/, "")}`);
    }
    return found;
  };

  class Taps {
    constructor(form) {
      this.form = form;
      this.weights = weights(form.closest(".ckb-calculator"));
      this.fields = [...form.querySelectorAll("select[data-default]")];
      this.said = made("p", "", { className: "ckb-count", role: "status" });
      form.classList.add("ckb-taps");
      form.querySelector(".ckb-panel").open = true;
      form.querySelector(".ckb-panel > summary").textContent = "Your answers";
      form.querySelector(".ckb-fields").before(this.said);
      this.fields.forEach((field, number) => this.question(field, number));
      form.addEventListener("careerkb:filled", () => this.draw());
      this.draw();
    }

    question(field, number) {
      const box = field.closest(".ckb-field"), help = box.querySelector(".ckb-help");
      const asked = made("p", `${number + 1}. ${help.textContent}`, { className: "ckb-asked", id: `${field.id}-asked` });
      const pair = made("div", "", { className: "ckb-pair", role: "group" });
      pair.setAttribute("aria-labelledby", asked.id);
      field.buttons = [...field.options].filter((one) => one.value !== field.dataset.blank).map(({ value }) => {
        const button = made("button", value, { type: "button" });
        button.addEventListener("click", () => this.choose(field, value));
        return button;
      });
      field.counts = made("p", "", { className: "ckb-counts" });
      pair.append(...field.buttons);
      box.querySelector("label").replaceWith(asked);
      box.querySelector(".ckb-entry").hidden = true;
      help.replaceWith(pair, field.counts);
    }

    choose(field, value) {
      field.value = field.value === value ? field.dataset.blank : value;
      this.draw();
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }

    draw() {
      for (const field of this.fields) {
        for (const button of field.buttons) button.ariaPressed = String(button.textContent === field.value);
        field.counts.textContent = this.weights.get(field.value) ?? "";
      }
      const given = this.fields.filter(({ value, dataset }) => value !== dataset.blank).length;
      this.said.textContent = given
        ? `${given} of ${this.fields.length} answered; tap an answer again to leave it open.`
        : `Tap the side that you would rather have; leave open what you do not know.`;
    }
  }

  for (const form of document.querySelectorAll("[data-function$='.fit_answer'] .ckb-form")) {
    form.addEventListener("careerkb:filled", () => new Taps(form), { once: true });
  }
}
