// A list of criteria as a worksheet: a field for each option's level, a slider for points, names of
// options as fields of their own. What is typed goes into the fields of the form, which are hidden;
// state, links, files and answers are those of any calculator. Loaded before calculator.js.
"use strict";
{
  const MOST = 5, MONEY = /money|pay\b|salar|dollar|\busd\b|\$/i;
  const mine = () => window.careerkb.mine;
  const made = (name, text, marks = {}) => {
    const one = document.createElement(name);
    if (text) one.textContent = text;
    return Object.assign(one, marks);
  };
  const items = ({ value }) => value.split(value.includes(";") ? ";" : ",").map((one) => one.trim());
  const listed = (texts) => texts.join(texts.some((one) => one.includes(",")) ? "; " : ", ");
  const middle = (one, other) => {
    const half = (Number(one) + Number(other)) / 2;
    return Number.isFinite(half) ? String(Number(half.toPrecision(12))) : one;
  };

  class Worksheet {
    constructor(form) {
      this.form = form;
      this.rows = [...form.querySelectorAll('[data-path="criteria"] > .ckb-row')];
      this.options = form.querySelector('[name="options"]');
      this.theirs = form.querySelector('[name="their_swings"]');
      form.classList.add("ckb-worksheet");
      form.querySelector(".ckb-panel").open = true;
      this.names = this.instead(this.options, "Your options");
      this.said = made("p", "", { className: "ckb-kept", role: "status" });
      for (const row of this.rows) {
        const levels = this.of(row, "levels"), swing = this.of(row, "swing");
        levels.dataset.step = "1"; // complain when typing has paused, as for a number
        row.levels = this.instead(levels, "What each option offers");
        row.slider = this.slide(swing, (text) => this.put(swing, text));
        if (this.theirs) {
          row.other = made("div", "", { className: "ckb-field" });
          row.theirs = this.slide(row.other, (text) => this.putTheirs(row, text));
          swing.closest(".ckb-field").after(row.other);
        }
      }
      this.names.after(this.takers(), this.said);
      form.addEventListener("careerkb:filled", () => this.draw());
      form.addEventListener("input", ({ target }) => target.name && this.follow(target));
      form.addEventListener("click", ({ target }) => this.clicked(target), true); // before the form empties a row
      this.draw();
    }

    of(row, name) {
      return row.querySelector(`[name$=".${name}"]`);
    }

    get shown() {
      return this.rows.filter((row) => !row.hidden);
    }

    // A place for fields that stand for one of the form, which is hidden.
    instead(field, words) {
      const place = made("div", "", { className: "ckb-cells", role: "group", ariaLabel: words });
      const entry = field.closest(".ckb-entry");
      entry.hidden = true;
      entry.parentElement.querySelector("label").replaceWith(made("p", words, { className: "ckb-words" }));
      entry.parentElement.querySelector(".ckb-help")?.remove();
      entry.after(place);
      return place;
    }

    slide(field, put) {
      const slider = made("input", "", { type: "range", min: 0, max: 100, step: 5 });
      slider.addEventListener("input", () => put(slider.value));
      if (field.localName === "div") field.append(made("label"), slider);
      else field.closest(".ckb-entry").prepend(slider);
      return slider;
    }

    put(field, text) {
      field.value = text;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }

    putTheirs(row, text) {
      const points = items(this.theirs);
      points[this.shown.indexOf(row)] = text;
      row.other.firstChild.textContent = `The other's points: ${text}`;
      this.put(this.theirs, listed(points));
    }

    follow(field) {
      const row = field.closest(".ckb-row");
      if (row && field.name.endsWith(".swing")) row.slider.value = Number(field.value) || 0;
      if (row && field.name.endsWith(".name")) this.name(row);
    }

    name(row) {
      const called = this.of(row, "name").value;
      row.slider.ariaLabel = `Points for ${called}`;
      if (this.theirs) row.theirs.ariaLabel = `The other's points for ${called}`;
    }

    // Everything anew: after a form was filled, and when an option or a criterion comes or goes.
    draw() {
      const names = items(this.options);
      this.names.replaceChildren(...names.map((name, at) => this.cell(this.options, at, name, `Option ${at + 1}`)));
      const add = made("button", "Add an option", { type: "button", hidden: names.length >= MOST });
      add.dataset.option = "add";
      const drop = made("button", "Remove the last", { type: "button", hidden: names.length < 3 });
      drop.dataset.option = "drop";
      this.names.append(add, drop);
      this.shown.forEach((row, number) => {
        const levels = this.of(row, "levels");
        row.levels.replaceChildren(...items(levels).map((text, at) => this.cell(levels, at, text, names[at] ?? `Option ${at + 1}`)));
        row.slider.value = Number(this.of(row, "swing").value) || 0;
        if (this.theirs) {
          row.theirs.value = Number(items(this.theirs)[number]) || 0;
          row.other.firstChild.textContent = `The other's points: ${items(this.theirs)[number] ?? 0}`;
        }
        this.name(row);
      });
    }

    cell(field, at, text, called) {
      const id = `${field.id}-${at}`;
      const input = made("input", "", { type: "text", id, value: text, autocomplete: "off" });
      if (field !== this.options) input.inputMode = "decimal";
      input.addEventListener("input", () => {
        const texts = items(field);
        texts[at] = input.value.replaceAll(";", ",").trim();
        this.put(field, listed(texts));
        if (field === this.options) for (const label of this.form.querySelectorAll(`.ckb-row [data-at="${at}"]`)) label.textContent = texts[at];
      });
      const box = made("div", "", { className: "ckb-cell" });
      const label = made("label", called, { htmlFor: id });
      if (field !== this.options) label.dataset.at = at;
      box.append(label, input);
      return box;
    }

    clicked(target) {
      const button = target.closest("button");
      if (!button) return;
      const { option, take } = button.dataset;
      if (option) this.resize(items(this.options).length + (option === "add" ? 1 : -1));
      if (take) this[take]().catch((fault) => (this.said.textContent = fault.message));
      if (button.dataset.do === "add") setTimeout(() => this.begin());
      if (button.dataset.do === "remove" && this.theirs) {
        const points = items(this.theirs);
        points.splice(this.shown.indexOf(button.closest(".ckb-row")), 1);
        this.theirs.value = listed(points);
      }
    }

    // As many options: each new one in the middle of every scale, until somebody says where it is.
    resize(count, names = items(this.options)) {
      const sized = (texts, make) => Array.from({ length: count }, (_, at) => texts[at] ?? make(at));
      this.options.value = listed(sized(names, (at) => `option ${at + 1}`));
      for (const row of this.shown) {
        const levels = this.of(row, "levels");
        levels.value = listed(sized(items(levels), () => middle(this.of(row, "worst").value, this.of(row, "best").value)));
      }
      this.draw();
      this.put(this.options, this.options.value);
    }

    // A criterion that was added: on a scale of ten, in the middle, so that it changes no lead yet.
    begin() {
      const row = this.shown.find((one) => !this.of(one, "levels").value && !this.of(one, "name").value);
      if (!row) return;
      const texts = { name: `criterion ${this.shown.indexOf(row) + 1}, 0 to 10`, worst: "0", best: "10", swing: "50" };
      for (const [name, text] of Object.entries(texts)) this.of(row, name).value = text;
      this.of(row, "levels").value = listed(items(this.options).map(() => "5"));
      if (this.theirs) {
        const points = items(this.theirs);
        points.splice(this.shown.indexOf(row), 0, "50");
        this.theirs.value = listed(points);
      }
      this.draw();
      this.put(this.of(row, "name"), texts.name);
      this.of(row, "name").select();
      return row;
    }

    // What the reader kept elsewhere on this site, offered when there is some.
    takers() {
      const place = made("p", "", { className: "ckb-takers" });
      const add = (take, words) => {
        const button = made("button", words, { type: "button" });
        button.dataset.take = take;
        place.append(button, " ");
      };
      const kept = (key) => Object.keys(mine().read(`careerkb:${key}`)).length;
      if (kept("offers")) add("money", "Take names and money from my letters");
      if (this.theirs && kept("calculator:criteria-answer")) add("list", "Take my list from “What matters to you”");
      return place;
    }

    async list() {
      const state = mine().read("careerkb:calculator:criteria-answer");
      for (const field of this.form.querySelectorAll('[name="options"], [name^="criteria."]')) {
        field.value = state[field.name] ?? field.dataset.default;
      }
      for (const row of this.rows) row.hidden = !this.of(row, "levels").value;
      const points = items(this.theirs);
      this.theirs.value = listed(this.shown.map((_, at) => points[at] ?? "50"));
      this.draw();
      this.put(this.options, this.options.value);
      this.said.textContent = "Your list stands here; the other's points are still to be given.";
    }

    async money() {
      this.said.textContent = "Working your letters out\u2026";
      const read = (key) => mine().read(`careerkb:${key}`);
      const request = { offers: read("offers"), desk: read("calculator:desk-answer") };
      const found = await window.careerkb.python.ask("money", request);
      if (found.error) throw new Error(found.error);
      let row = this.shown.find((one) => MONEY.test(this.of(one, "name").value));
      if (!row) {
        this.rows.find((one) => one.hidden)?.removeAttribute("hidden");
        row = this.begin();
      }
      if (!row) throw new Error("All eight criteria are in use: call one of them money, and take it again.");
      this.resize(found.names.length, found.names);
      const levels = found.thousands;
      const worst = this.of(row, "worst"), best = this.of(row, "best");
      const own = MONEY.test(this.of(row, "name").value) && Number(worst.value) < Number(best.value);
      worst.value = Math.min(own ? Number(worst.value) : Infinity, Math.floor(Math.min(...levels) / 50) * 50);
      best.value = Math.max(own ? Number(best.value) : -Infinity, Math.floor(Math.max(...levels) / 50) * 50 + 50);
      this.of(row, "name").value = "money, thousand dollars a year";
      this.of(row, "levels").value = listed(levels.map(String));
      this.draw();
      this.put(this.of(row, "levels"), this.of(row, "levels").value);
      this.said.textContent = found.words;
    }
  }

  // Once its rows are all there and filled for the first time.
  for (const form of document.querySelectorAll(".ckb-form:has([data-path='criteria'])")) {
    form.addEventListener("careerkb:filled", () => new Worksheet(form), { once: true });
  }
}
