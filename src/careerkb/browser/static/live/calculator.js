// Calculators: a change of an input is answered by Python in this page (python.js), the answer
// replaces the printed one. What was typed stays in the address and in this browser's storage.
// All calculators of a page that ask for the two offers answer for the same two, or all stand as
// printed. What came by a link is shown beside what the reader has saved, and never written over it.
"use strict";
{
  const KEY = "careerkb:calculator:";
  const OFFERS = "careerkb:offers"; // the two offers, which several calculators ask for
  const shared = (path) => /^offer_[ab]\./.test(path);
  const PART = /^options\.(\d)\.offer\.(.+)/; // a term of a letter on the desk
  const part = (state, wanted) => Object.fromEntries(Object.entries(state).filter(([path]) => wanted(path)));
  const LONGEST_ADDRESS = 8000, VERSION = "2";
  const LONGEST_FILE = 20000, LONGEST_OF_ALL = 400000;
  const python = () => window.careerkb?.python;
  const able = () => python() && "Worker" in window && "WebAssembly" in window;
  const UNABLE =
    "This browser cannot run Python, so the inputs cannot be changed here; the answer stays as printed.";

  const saved = (key) => window.careerkb.mine.read(key);
  const save = (key, state) => window.careerkb.mine.write(key, state);
  const equal = (one, other) => JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other).sort());

  // What another tab has saved since, with what was changed here.
  const merged = (before, here, there) => {
    const made = new Map(Object.entries(there));
    const value = (state, path) => (Object.hasOwn(state, path) ? state[path] : null);
    for (const path of [...Object.keys(before), ...Object.keys(here)]) {
      const mine = value(here, path);
      if (mine === value(before, path)) continue;
      if (mine === null) made.delete(path);
      else made.set(path, mine);
    }
    return Object.fromEntries(made);
  };

  const textOf = (field) => {
    return field.type === "checkbox" ? String(field.checked) : field.value;
  };

  const fill = (field, text) => {
    if (field.type === "checkbox") field.checked = text === "true";
    else if (field.localName === "select" && ![...field.options].some((one) => one.value === text))
      field.add(new Option(text, text, false, true));
    else field.value = text;
  };

  const namesIn = (field) => field.value.split(field.value.includes(";") ? ";" : ",").map((one) => one.trim()).filter(Boolean);

  // What Python read a text as stands in data-read until the text changes.
  const numberOf = (field) => {
    const own = field.dataset.reads && window.careerkb.desk?.valueOf(field);
    return Number(field.dataset.read ?? own ?? field.value);
  };

  const stepped = (field, direction) => {
    const step = Number(field.dataset.step);
    const place = Number((numberOf(field) / step).toPrecision(12));
    if (Number.isNaN(place)) return field.value;
    const moved = ((direction > 0 ? Math.floor(place) : Math.ceil(place)) + direction) * step;
    const { min, max } = field.dataset;
    const kept = Math.min(Math.max(moved, Number(min ?? -Infinity)), Number(max ?? Infinity));
    return String(Number(kept.toPrecision(12)));
  };

  // A fraction said again as percent, a sum with its thousands: 0.0075 and 250k are easily misread.
  const echo = (field, words, number) => {
    const place = field.parentElement.querySelector(".ckb-read");
    if (!place) return;
    if (number === undefined) delete field.dataset.read;
    else field.dataset.read = number;
    const typed = field.value === "" ? NaN : numberOf(field);
    const isShare = place.parentElement.textContent.includes("%");
    const percent = Number.isFinite(typed) && isShare ? `${Number((typed * 100).toPrecision(6))} %` : "";
    const grouped = !isShare && typed >= 10_000 ? typed.toLocaleString("en-US") : "";
    const said = words ?? (percent || grouped);
    place.textContent = said && `= ${said}`;
    const unit = place.previousElementSibling;
    if (unit) unit.hidden = words !== undefined; // the words say it
  };

  class Calculator {
    constructor(section) {
      this.section = section;
      this.id = section.dataset.id;
      this.result = section.querySelector(".ckb-result");
      this.form = section.querySelector(".ckb-form");
      this.panel = this.form.querySelector(".ckb-panel");
      this.fields = new Map(
        [...this.form.querySelectorAll("[data-default]")].map((field) => [field.name, field]),
      );
      // On the desk the two offers stand under other paths, and start at another example.
      this.alias = new Map(
        [...this.fields].filter(([, { dataset }]) => dataset.shared)
          .map(([path, { dataset }]) => [path, { as: `offer_${dataset.shared}.${PART.exec(path)[2]}`, usual: dataset.usual ?? dataset.default, own: dataset.default }]),
      );
      this.asks = [...this.fields.keys()].some((path) => this.shared(path));
      this.above = this.form.dataset.offers === "above";
      this.printed = [...this.result.children];
      this.carried = {}; // offers that another form of the page asks for
      this.odd = {}; // what came from outside and fits no control: refused by Python, with a reason
      this.into = "";
      this.epoch = 0;
      this.form.hidden = false;
      if (!able()) {
        this.panel.replaceChildren(this.panel.querySelector("summary"), this.part("note"));
        this.part("note").textContent = UNABLE;
        return;
      }
      this.sharing = this.asks || this.above;
      this.guest = false; // whether the inputs came by a link, beside the reader's own
      this.seen = this.kept();
      this.addNote();
      this.showKept();
      section.classList.add("ckb-live"); // what needs Python is shown
      this.listen();
      this.refreshRows();
    }

    part(name) {
      return this.form.querySelector(`.ckb-${name}`);
    }

    shared(path) {
      return this.alias.size ? this.alias.has(path) || (this.beside(path) && PART.exec(path)[1] < 2) : shared(path);
    }

    // Parts of a letter for which the desk has no field: carried along, and answered.
    beside(path) {
      return this.alias.size > 0 && PART.test(path) && !this.fields.has(path);
    }

    // The offers of a state as all calculators name them, and those that are shared as this one does.
    offersOf(state) {
      if (!this.alias.size) return part(state, shared);
      const made = {};
      if (!Object.keys(state).some((path) => this.shared(path))) return made;
      for (const [path, text] of Object.entries(state)) {
        const [, number, term] = (this.shared(path) && this.beside(path) && PART.exec(path)) || [];
        if (term) made[`offer_${"ab"[number]}.${term}`] = text;
      }
      for (const [path, { as, usual, own }] of this.alias) {
        const text = state[path] ?? own;
        if (text !== usual) made[as] = text;
      }
      return made;
    }

    ownOf(offers) {
      if (!this.alias.size) return part(offers, (path) => shared(path) && (this.above || this.fields.has(path)));
      const made = {};
      for (const [path, { as, usual, own }] of Object.keys(offers).length ? this.alias : []) {
        const text = offers[as] ?? usual;
        if (text !== own) made[path] = text;
      }
      for (const [as, text] of Object.entries(offers)) {
        const path = `options.${as[6] === "a" ? 0 : 1}.offer.${as.slice(8)}`;
        if (this.beside(path)) made[path] = text;
      }
      return made;
    }

    listen() {
      this.form.addEventListener("submit", (event) => event.preventDefault());
      this.form.addEventListener("input", (event) => this.edited(event, true));
      this.form.addEventListener("change", (event) => this.edited(event, false));
      this.form.addEventListener("keydown", (event) => this.arrow(event));
      this.form.addEventListener("click", (event) => {
        const button = event.target.closest("button[data-do]");
        if (button) this[`do_${button.dataset.do}`](button);
      });
      this.form.querySelector("input[type=file]").addEventListener("change", (event) => this.read(event.target));
      this.result.addEventListener("change", ({ target }) => target.closest("[data-field]") && this.tick(target));
      this.result.addEventListener("click", ({ target }) => target.dataset.file && this.saveFile(target.dataset.file));
      addEventListener("hashchange", () => this.open());
      addEventListener("storage", ({ key }) => [KEY + this.id, OFFERS, null].includes(key) && this.merge());
      addEventListener("careerkb:mine", ({ detail }) => this.merge(detail));
      addEventListener("pageshow", ({ persisted }) => persisted && this.merge());
      addEventListener("pagehide", () => this.keep());
      addEventListener("careerkb:erase", () => {
        this.carried = {};
        this.visit(false);
        this.do_reset();
      });
      addEventListener("careerkb:offers", ({ detail }) => detail.from !== this && this.sharing && this.take(detail));
      addEventListener("beforeprint", () => this.unfold());
      addEventListener("afterprint", () => this.refold());
      python().addEventListener?.("progress", (event) => this.progress(event.detail ?? {}));
      python().addEventListener?.("leaving", () => this.keep());
    }

    edited(event, typing) {
      const field = event.target;
      if (!this.fields.has(field.name)) return;
      this.odd = {};
      echo(field);
      this.typing = typing && field.dataset.step ? field.name : "";
      this.part("restored").hidden = true;
      this.update();
    }

    arrow(event) {
      const { target: field, key } = event;
      if (!field.dataset?.step || !(key === "ArrowUp" || key === "ArrowDown")) return;
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      field.value = stepped(field, (key === "ArrowUp" ? 1 : -1) * (event.shiftKey ? 10 : 1));
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }

    // Only what differs from the defaults.
    state() {
      const state = {};
      for (const [path, field] of this.fields) {
        if (textOf(field) !== field.dataset.default) state[path] = textOf(field);
      }
      return { ...state, ...this.carried, ...this.odd };
    }

    setState(state) {
      const elsewhere = (path) => this.beside(path) || (this.shared(path) && !this.fields.has(path));
      this.odd = {};
      this.carried = this.above || this.alias.size ? part(state, elsewhere) : {};
      for (const field of this.fields.values()) fill(field, field.dataset.default);
      for (const [path, text] of Object.entries(state)) {
        if (path in this.carried) continue;
        const field = this.fields.get(path);
        if (field) fill(field, text);
        if (!field || textOf(field) !== text) this.odd[path] = text;
      }
      this.refreshRows();
    }

    // Boxes of the answer stand for what is in their field, also while the answer is still printed.
    showTicks() {
      for (const list of this.result.querySelectorAll("[data-field]")) {
        const held = namesIn(this.fields.get(list.dataset.field));
        for (const box of list.querySelectorAll("input")) box.checked = held.includes(box.value);
      }
    }

    tick(box) {
      const field = this.fields.get(box.closest("[data-field]").dataset.field);
      const others = namesIn(field).filter((name) => name !== box.value);
      field.value = (box.checked ? [...others, box.value] : others).join(", ");
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }

    // What the reader keeps at another calculator, for fields of this one: offered when there is some.
    keptAt({ dataset }) {
      const id = dataset.from.split(".").pop().replaceAll("_", "-");
      const { version, ...own } = saved(KEY + id);
      return { ...own, ...("offers" in dataset ? saved(OFFERS) : {}) };
    }

    showKept() {
      for (const line of this.form.querySelectorAll(".ckb-kept")) {
        const count = Object.keys(this.keptAt(line)).length;
        line.hidden = !count;
        line.querySelector("span").textContent = `from the ${count} ${count === 1 ? "entry" : "entries"} that you keep there`;
      }
    }

    async do_fill(button) {
      const line = button.closest("[data-from]"), said = line.querySelector("span");
      said.textContent = "Working them out\u2026";
      const asked = python().ask("answer", { function: line.dataset.from, id: "kept", state: this.keptAt(line) });
      const made = await asked.catch((fault) => ({ error: fault.message }));
      const wrong = made.error ?? Object.values(made.errors)[0];
      if (wrong) return (said.textContent = `Nothing was filled in: ${wrong}`);
      const before = this.state();
      for (const [path, name] of Object.entries(JSON.parse(line.dataset.fills))) {
        fill(this.fields.get(path), made.gives[name] ?? "");
      }
      const same = equal(before, this.state());
      said.textContent = same ? "They stand in the inputs already." : "Filled into the inputs; change them there.";
      this.part("restored").hidden = true;
      if (!same) this.update();
    }

    refreshRows() {
      this.showTicks();
      this.fields.forEach((field) => echo(field));
      for (const row of this.form.querySelectorAll(".ckb-row")) {
        const fields = [...row.querySelectorAll("[data-default]")];
        row.hidden = fields.every((field) => textOf(field) === field.dataset.blank);
      }
      this.refreshAdd();
      this.form.dispatchEvent(new CustomEvent("careerkb:filled", { detail: Object.keys(this.carried).length }));
    }

    refreshAdd() {
      for (const add of this.form.querySelectorAll("button[data-do=add]")) {
        add.hidden = !add.parentElement.querySelector(".ckb-row[hidden]");
      }
    }

    // One question at a time; whatever changes meanwhile is asked once, with the latest inputs.
    update() {
      clearTimeout(this.keeping);
      this.keeping = setTimeout(() => this.keep(), 250);
      return this.answerNow();
    }

    async answerNow() {
      if (!Object.keys(this.state()).length) return this.showPrinted();
      this.answered = true;
      this.section.classList.toggle("ckb-sample", this.result.contains(this.printed[0]));
      this.result.setAttribute("aria-busy", "true");
      this.again = this.busy;
      if (this.busy) return;
      this.busy = true;
      do {
        this.again = false;
        const epoch = this.epoch;
        try {
          const made = await this.ask({ state: this.state() });
          if (epoch === this.epoch) this.show(made);
        } catch (fault) {
          if (epoch === this.epoch) this.fail(fault.message);
        }
      } while (this.again);
      this.busy = false;
      this.result.setAttribute("aria-busy", "false");
    }

    ask(request) {
      return python().ask("answer", { function: this.section.dataset.function, id: this.id, ...request });
    }

    show(made) {
      this.part("progress").hidden = true;
      const errors = made.error ? { "": made.error } : made.errors;
      for (const [path, { text, words, number }] of Object.entries(made.read ?? {})) {
        const field = this.fields.get(path);
        if (field?.value === text) echo(field, words, number);
      }
      if (made.html) this.replace(made);
      this.say("");
      clearTimeout(this.complaining);
      const typing = this.typing && Object.keys(errors).length === 1 && this.typing in errors;
      if (typing) this.complaining = setTimeout(() => this.complain(errors), 600);
      else this.complain(errors);
    }

    // Only HTML that careerkb.answers.html wrote, which escapes all text, is ever parsed.
    replace(made) {
      const template = document.createElement("template");
      template.innerHTML = made.html;
      const open = this.result.querySelector("details")?.open;
      const details = template.content.querySelector("details");
      if (details && open) details.open = true;
      const ticked = document.activeElement?.closest("[data-field]") && document.activeElement.value;
      this.result.replaceChildren(template.content);
      const boxes = ticked ? [...this.result.querySelectorAll("[data-field] input")] : [];
      boxes.find((box) => box.value === ticked)?.focus({ preventScroll: true });
      this.files = made.files;
      this.section.classList.remove("ckb-sample");
      this.now(made.headline);
    }

    now(headline) {
      this.part("now").firstElementChild.textContent = headline;
      clearTimeout(this.saying);
      this.saying = setTimeout(() => (this.part("said").textContent = headline), 700);
    }

    complain(errors) {
      const lost = [];
      for (const field of this.fields.values()) {
        const message = errors[field.name];
        const place = document.getElementById(`${field.id}-error`);
        place.textContent = message ?? "";
        place.hidden = !message;
        if (message) field.setAttribute("aria-invalid", "true");
        else field.removeAttribute("aria-invalid");
        if (message && field.closest(".ckb-extra")) this.part("open")?.setAttribute("open", "");
        for (let box = field; message && box !== this.panel; box = box.parentElement) {
          if (box.localName === "details") box.open = true;
        }
      }
      for (const [path, message] of Object.entries(errors)) {
        if (!this.fields.has(path)) lost.push(message);
      }
      const count = Object.keys(errors).length;
      this.section.classList.toggle("ckb-stale", count > 0);
      const words = lost.length ? lost : Object.values(errors).slice(0, 1);
      this.part("alert").textContent = count
        ? `${count === 1 ? "One input is" : `${count} inputs are`} not accepted: ${words.join(" ")}`
        : "";
    }

    fail(message) {
      this.part("progress").hidden = true;
      this.section.classList.add("ckb-stale");
      this.say(message === "stopped" ? "Python was stopped; change an input to start it anew." : message);
    }

    say(words) {
      this.part("status").textContent = words;
    }

    progress({ state, fraction, message }) {
      const waiting = state === "loading" && this.busy;
      const bar = this.part("progress");
      bar.hidden = !waiting;
      if (state === "ready" && this.busy) this.say("");
      if (!waiting) return;
      if (Number.isFinite(fraction)) bar.value = fraction;
      this.say(message ?? "Loading Python…");
    }

    showPrinted() {
      this.epoch += 1;
      this.answered = false;
      this.section.classList.remove("ckb-sample");
      this.result.replaceChildren(...this.printed);
      this.showTicks();
      this.result.setAttribute("aria-busy", "false");
      this.complain({});
      this.now(this.result.querySelector(".ckb-headline")?.textContent ?? "");
    }

    // The address and the storage of this browser.
    address() {
      const state = this.state();
      const query = String(new URLSearchParams({ v: VERSION, ...state, end: Object.keys(state).length }));
      return Object.keys(state).length ? `#${this.id}?${query}` : `#${this.id}`;
    }

    // What this browser holds of it, fields of an earlier version under the names of today. What a
    // later release has kept is left as it is: it may mean something else by the same words.
    stored() {
      const { version } = this.section.dataset, held = saved(KEY + this.id);
      if (!version) return held;
      const { version: was = "1", ...fields } = held;
      this.later = Number(was) > Number(version);
      if (this.later) return {};
      const renamed = JSON.parse(this.section.dataset.renamed);
      const today = (path) => (renamed[path] in fields ? path : (renamed[path] ?? path));
      return Object.fromEntries(Object.entries(fields).map(([path, text]) => [today(path), text]));
    }

    // What of this calculator is saved, and what of a state is.
    kept() {
      const own = part(this.stored(), (path) => (this.fields.has(path) || this.beside(path)) && !(this.sharing && this.shared(path)));
      return { ...own, ...(this.sharing ? this.ownOf(saved(OFFERS)) : {}) };
    }

    keep(how = "changed") {
      clearTimeout(this.keeping);
      if (this.keeping === undefined) return;
      this.keeping = undefined;
      this.merge();
      const state = this.state();
      if (!this.guest) this.save(state, this.asks);
      if (Object.keys(state).length) this.setAddress(this.address());
      else if (this.placed()) this.setAddress("");
      if (this.asks) this.tell(how);
    }

    save(state, offers) {
      const own = part(state, (path) => !(this.sharing && this.shared(path)));
      const { version } = this.section.dataset;
      const unread = version ? part(this.stored(), (path) => !this.fields.has(path)) : {};
      const some = Object.keys({ ...unread, ...own }).length;
      if (!this.later) save(KEY + this.id, { ...unread, ...own, ...(version && some ? { version } : {}) });
      const ours = new Set([...this.alias.values()].map(({ as }) => as));
      const others = part(saved(OFFERS), (path) => this.asks && !this.alias.size && !this.fields.has(path) && !ours.has(path));
      if (offers) save(OFFERS, { ...others, ...this.offersOf(state) });
      this.seen = this.kept();
    }

    placed() {
      return location.hash.slice(1).split("?")[0] === this.id;
    }

    // Another tab may have saved something in the meantime.
    merge(words = "Changed in another tab of this site.") {
      if (this.guest) return;
      const there = this.kept(), here = this.state();
      const made = merged(this.seen, here, there);
      this.seen = there;
      if (equal(made, here)) return;
      const answered = this.answered;
      this.setState(made);
      if (this.placed()) this.setAddress(this.address());
      if (answered) this.answerNow().then(() => this.say(words));
      else this.remind();
    }

    // The other calculators of the page answer for the same two offers. How: they were "changed",
    // are to be answered ("answer"), came with the address ("open"), or the reader went "back" to
    // the saved ones or decided to "take" over those of a link.
    tell(how) {
      const detail = { from: this, state: this.offersOf(this.state()), guest: this.guest, how };
      dispatchEvent(new CustomEvent("careerkb:offers", { detail }));
    }

    take({ state, guest, how }) {
      const before = this.state();
      const own = how === "open" || how === "back" ? this.kept() : before;
      const offers = this.ownOf(state);
      this.visit(guest);
      this.setState({ ...part(own, (path) => !this.shared(path)), ...offers });
      if (how === "take") this.save(this.state(), false);
      else if (!guest) this.seen = { ...part(this.seen, (path) => !this.shared(path)), ...offers };
      const asked = this.answered || how === "changed" || !Object.keys(this.state()).length;
      if (equal(this.state(), before) && asked) return;
      this.part("restored").hidden = true;
      this.typing = "";
      const words = guest ? "the link's." : "those that you gave further up or down this page.";
      this.answerNow().then(() => this.say(`The offers are ${words}`));
    }

    // What came by a link is a guest: answered, but not saved, until the reader takes it over.
    addNote() {
      const note = document.createElement("p");
      note.className = "ckb-shared";
      note.hidden = true;
      note.innerHTML = `Shared with you by this link; your own inputs are kept. <button type="button" data-do="take">Take these over</button> <button type="button" data-do="back">Back to mine</button>`;
      const slot = this.form.querySelector(".ckb-slot"); // the desk's answer, under the letters
      if (slot) slot.before(note);
      else this.form.prepend(note);
    }

    visit(guest) {
      this.guest = guest;
      this.part("shared").hidden = !guest;
    }

    do_take() {
      this.visit(false);
      this.save(this.state(), this.sharing);
      if (this.sharing) this.tell("take");
      this.setAddress(this.address());
      this.say("These inputs are yours now.");
    }

    do_back() {
      this.visit(false);
      this.seen = this.kept();
      this.setState(this.seen);
      this.typing = "";
      this.answerNow().then(() => this.say("These are your own inputs."));
      this.setAddress(Object.keys(this.seen).length ? this.address() : "");
      if (this.sharing) this.tell("back");
    }

    setAddress(fragment) {
      try {
        const own = fragment && !this.guest ? fragment : null; // no link: the reader's own, here
        history.replaceState({ ...history.state, own }, "", fragment || location.pathname + location.search);
      } catch {
        // Too often, or a place without history: the link can still be copied.
      }
    }

    linked() {
      const [name, ...query] = location.hash.slice(1, LONGEST_ADDRESS + 1).split("?");
      if (name !== this.id) return null;
      const { v, end, ...state } = Object.fromEntries([...new URLSearchParams(query.join("?"))].slice(0, 602));
      if (v === undefined || Number(end) === Object.keys(state).length) return state; // before 2026.12: no v
      this.cut();
      return null;
    }

    // A link of which the end is missing would be half of a friend's offers: none of it is read.
    cut() {
      this.reveal();
      this.panel.open = true;
      this.part("alert").textContent = "This link was cut on its way, so it is not opened: ask for it again. Nothing of yours has changed.";
    }

    open() {
      const link = this.linked();
      if (!link) return false;
      const own = history.state?.own === location.hash;
      if (!Object.keys(link).length) {
        if (!own) this.reveal();
        return false;
      }
      this.seen = this.kept();
      const some = Object.keys(this.seen).length > 0;
      const state = own && some ? this.seen : link;
      this.visit(some && !equal(state, this.seen));
      this.setState(state);
      this.panel.open = true;
      if (!own) this.reveal();
      this.part("restored").hidden = true;
      if (some) this.answerNow();
      else this.update();
      if (this.sharing) this.tell("open");
      return true;
    }

    // The browser knows no such place: it would stay at the top, or go back to where it was.
    reveal() {
      const card = this.form.querySelector(".ckb-slot") && this.part(this.guest ? "shared" : "slot");
      const show = () => (card || this.section).scrollIntoView({ behavior: "instant" });
      show();
      if (document.readyState === "complete") return;
      addEventListener("load", () => requestAnimationFrame(show), { once: true });
    }

    restore() {
      if (this.answered || this.guest) return;
      this.setState(this.seen);
      this.remind();
    }

    // Until Python has answered, what is shown is the sample.
    remind() {
      if (this.later) {
        this.part("restored").textContent = "What you keep here is of a later release of this site: load this page anew. It stays as it is, and what you type here meanwhile is not kept.";
        this.part("restored").hidden = false;
        return;
      }
      const some = Object.keys(this.state()).length > 0;
      this.part("restored").hidden = !some;
      this.section.classList.toggle("ckb-sample", some);
    }

    // A file is opened whole or not at all.
    async read(input) {
      const [file] = input.files;
      const into = this.into;
      input.value = this.into = "";
      if (!file) return;
      const refuse = (words) => {
        this.say("");
        this.part("alert").textContent = `${file.name} was not opened: ${words}`;
      };
      const text = file.size > LONGEST_OF_ALL ? "" : await file.text();
      if (/^\ufeff?(# Everything you did|format = )/.test(text)) return this.takeAll(file.name, text, refuse);
      if (file.size > LONGEST_FILE) return refuse(`it must be at most ${LONGEST_FILE} characters, this has ${file.size}`);
      const before = this.epoch;
      const state = this.state(), name = into.replace(/offer$/, "name");
      if (this.fields.get(name)?.value === "") state[name] = file.name.replace(/\.\w+$/, "").slice(0, 40);
      const asked = this.ask({ file: text, into, state });
      const made = await asked.catch((fault) => this.fail(fault.message));
      if (!made || before !== this.epoch) return;
      const wrong = made.error ? [made.error] : [...new Set(Object.values(made.errors))];
      if (wrong.length) return refuse(wrong.join("; "));
      this.setState(made.state);
      this.typing = "";
      this.show(made);
      this.part("restored").hidden = true;
      this.keeping = 0;
      this.keep();
      this.say(`Opened ${file.name}${into && this.opened(into)}`);
    }

    // The one file of everything: merged with what is here, field by field.
    async takeAll(name, file, refuse) {
      const made = await python().ask("mine", { file }).catch((fault) => this.fail(fault.message));
      if (!made) return;
      if (made.error) return refuse(made.error);
      this.keep();
      this.say(window.careerkb.mine.take(name, made));
    }

    // Into which record, and what its file left at values that change nothing.
    opened(path) {
      const group = this.form.querySelector(`[data-path="${path}"]`);
      const fields = [...group.querySelectorAll(".ckb-more [data-default]")].filter((one) => one.closest("fieldset") === group);
      const left = fields.filter((field) => textOf(field) === field.dataset.blank).length;
      const rest = left ? `; ${left} of ${fields.length} further inputs stand at what changes nothing` : "";
      const title = group.querySelector("legend")?.textContent ?? group.closest("[aria-label]").ariaLabel;
      return ` as ${title.toLowerCase()}${rest}`;
    }

    // Paper shows the answer, its table and every input that changes something.
    unfold() {
      this.folded = [...this.section.querySelectorAll("details:not([open])")];
      for (const box of this.folded) box.open = true;
      for (const field of this.fields.values()) {
        field.closest(".ckb-field").classList.toggle("ckb-blank", textOf(field) === field.dataset.blank);
      }
    }

    refold() {
      for (const box of this.folded ?? []) box.open = false;
    }

    // Buttons, each by its name.
    do_update() {
      this.part("restored").hidden = true;
      this.panel.open = true;
      this.update();
      if (this.sharing) this.tell("answer");
    }

    do_add(button) {
      const row = button.parentElement.querySelector(".ckb-row[hidden]");
      row.hidden = false;
      this.refreshAdd();
      row.querySelector("[data-default]").focus();
    }

    do_remove(button) {
      const row = button.closest(".ckb-row");
      for (const field of row.querySelectorAll("[data-default]")) fill(field, field.dataset.blank);
      this.refreshRows();
      row.parentElement.querySelector("button[data-do=add]").focus();
      this.odd = {};
      this.update();
    }

    async do_link() {
      const link = location.href.split("#")[0] + this.address();
      try {
        await navigator.clipboard.writeText(link);
        this.say("Link copied; it holds your inputs.");
      } catch {
        const field = this.part("link").querySelector("input");
        this.part("link").hidden = false;
        field.value = link;
        field.focus();
        field.select();
        this.say("Copy the link from the field.");
      }
    }

    async do_save() {
      const asked = this.ask({ state: this.state(), save: true });
      const made = await asked.catch((fault) => this.fail(fault.message));
      if (made) this.download(made, `${this.id}.toml`);
    }

    async do_everything() {
      this.keep();
      const asked = python().ask("mine", window.careerkb.mine.all());
      const made = await asked.catch((fault) => this.fail(fault.message));
      if (made) this.download(made, "careerkb.toml");
    }

    // Buttons under the answer. A printed answer has no texts with it: Python is asked for them.
    async saveFile(name) {
      this.say("Writing the file\u2026");
      const asked = this.result.contains(this.printed[0]) ? this.ask({ state: {} }) : { files: this.files };
      const made = await Promise.resolve(asked).catch((fault) => this.fail(fault.message));
      const file = made?.files?.find((one) => one.name === name);
      if (file) this.keepAs(name, file.text, file.media);
    }

    download(made, name) {
      if (!made.toml) return this.complain({ "": made.error });
      this.keepAs(name, made.toml, "application/toml");
    }

    keepAs(name, text, type) {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([text], { type }));
      link.download = name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10000);
      this.part("progress").hidden = true;
      this.say(`Saved as ${link.download}`);
    }

    do_open() {
      this.into = "";
      this.form.querySelector("input[type=file]").click();
    }

    do_into(button) {
      this.into = button.closest("[data-path]").dataset.path;
      this.form.querySelector("input[type=file]").click();
    }

    do_print() {
      this.panel.open = true;
      window.print();
    }

    do_reset() {
      this.setState(this.alias.size ? {} : this.carried);
      this.typing = "";
      this.part("restored").hidden = true;
      const carried = Object.keys(this.carried).length;
      const words = carried ? "These inputs are as printed; the offers are yours." : "All inputs are as printed.";
      this.update().then(() => this.say(words));
      this.keep();
    }

    async do_erase() {
      if (!window.confirm("Erase all your inputs and code on this site from this browser?")) return;
      for (const box of [localStorage, sessionStorage]) {
        const names = Array.from({ length: box.length }, (_, number) => box.key(number));
        for (const name of names) if (name.startsWith("careerkb")) box.removeItem(name);
      }
      dispatchEvent(new CustomEvent("careerkb:erase"));
      const names = "caches" in window ? await caches.keys().catch(() => []) : [];
      await Promise.all(names.filter((name) => name.startsWith("careerkb-user")).map((name) => caches.delete(name)));
      this.say("Everything that you typed on this site is erased from this browser.");
    }
  }

  // Fields that a form has twice, as those of a second offer, are in the page once: see repeats.py.
  const idOf = (form, path) => form.id.replace(/form$/, `in-${path.replaceAll(/[._]/g, "-")}-`);
  const legend = (box) => box.querySelector("legend").innerHTML;
  for (let box; (box = document.querySelector(".ckb-form [data-like]")); ) {
    const { like, given, path } = box.dataset;
    const form = box.closest("form");
    const source = form.querySelector(`[data-path="${like}"]`);
    const first = [...source.children].findIndex((one) => one.matches(".ckb-fields"));
    const rest = [...source.children].slice(first).map((one) => one.outerHTML).join("");
    const swaps = [[`${like}.`, `${path}.`], [idOf(form, like), idOf(form, path)], [legend(source), legend(box)]];
    box.insertAdjacentHTML("beforeend", swaps.reduce((made, [from, to]) => made.replaceAll(from, to), rest));
    delete box.dataset.like;
    for (const [name, [usual, step]] of Object.entries(JSON.parse(given ?? "{}"))) {
      const field = box.querySelector(`[name="${name}"]`);
      field.value = field.dataset.default = usual;
      if (step) field.dataset.step = step;
    }
  }

  const all = [...document.querySelectorAll(".ckb-calculator:has(.ckb-form)")].map((section) => new Calculator(section));
  const working = all.filter((one) => one.seen);
  working.some((one) => one.open());
  working.forEach((one) => one.restore());
}
