// A practice session: draw, answer against the wall clock, score on the rubric, keep the history.
// What is kept is the part "careerkb:practice" of the reader's one file, text by field (mine.js);
// the questions are loaded when somebody draws. Python's `draw`, `repeat_days`, `kindness` and
// `scores` are the law; those here are held to them by a test of the browser.
"use strict";
(() => {
  const { mine } = window.careerkb;
  const KEY = "careerkb:practice", VERSION = "1", ASIDE = "careerkb-aside:practice:";
  const SKILLS = "careerkb:calculator:skills-answer";
  const ANSWERED = /^answer:(\d{12,14}):([a-z0-9-]{1,60})$/, RESULT = /^(\d{1,6}) s, level ([1-4])$/;
  const CHECKED = /^exercise:(\d{12,14}):([a-z0-9-]{1,60})$/;
  const NOTE = 300; // characters, the most that a field of the file holds
  const SLIP = 5, AWAY = 1800; // seconds: a jump that is spoken of; an absence that is not counted
  const FEW = 5, REPEATS = 3, EXPECTED = 3;
  const LEVELS = ["entry", "mid", "senior", "staff"];
  const NAMED = ["weak", "adequate", "strong"];

  function make(tag, properties = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) {
      if (name.includes("-") || name === "role") element.setAttribute(name, value);
      else element[name] = value;
    }
    element.append(...children.filter((one) => one !== null && one !== undefined));
    return element;
  }
  const button = (text, onclick, more = {}) => make("button", { type: "button", onclick, ...more }, text);
  const paragraphs = (text) => text.trim().split("\n").filter((part) => part.trim()).map((part) => make("p", {}, part));
  const list = (tag, texts) => make(tag, {}, ...texts.map((text) => make("li", {}, text)));
  const fold = (title, ...inside) => make("details", {}, make("summary", {}, title), ...inside);
  const count = (number, one, many = `${one}s`) => `${number} ${number === 1 ? one : many}`;
  const two = (number) => String(number).padStart(2, "0");
  const clock = (seconds) => `${two(Math.floor(seconds / 60))}:${two(Math.floor(seconds % 60))}`;
  const percent = (share) => `${Math.round(100 * share)}\u00a0%`;
  const dateOf = (ms) => {
    const day = new Date(ms);
    return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
  };
  // Days since 1970 of a date, without any time zone.
  const dayOf = (date) => Math.round(Date.parse(`${date}T00:00:00Z`) / 864e5);
  const dated = (day) => new Date(day * 864e5).toISOString().slice(0, 10);
  const span = (seconds) => (seconds < 90 ? count(Math.round(seconds), "second")
    : seconds < 5400 ? count(Math.round(seconds / 60), "minute")
      : `${(seconds / 3600).toFixed(1)} hours`);

  // The law, as Python has it.
  const practice = {
    async draw(bank, { track, level, minutes, weak, seed, done }) {
      if (!window.crypto?.subtle) throw new Error("Questions are drawn only on a page that comes over https.");
      const found = bank.questions.filter((one) => (!track || one.track === track) && one.level === level && !done.has(one.id));
      const hashed = await Promise.all(found.map(async (one) => {
        const data = new TextEncoder().encode(`${seed} ${one.id}`);
        const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", data));
        return [Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(""), one];
      }));
      hashed.sort(([a], [b]) => (a < b ? -1 : 1));
      const seen = {};
      const ranked = hashed.map(([, one], place) => {
        const often = weak.includes(one.competence) ? 1 : 0, before = seen[one.competence] ?? 0;
        seen[one.competence] = before + 1;
        return [[Math.floor(before / (1 + often)), 1 - often, place], one];
      });
      ranked.sort(([a], [b]) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]);
      let left = minutes;
      return ranked.map(([, one]) => one).filter((one) => one.minutes <= left && (left -= one.minutes) >= 0);
    },
    repeatDays: (days, repeats) => Array.from({ length: repeats }, (_, k) =>
      Math.floor((2 * (k + 1) * days + repeats + 1) / (2 * (repeats + 1)))),
    kindness(weak, adequate) {
      const apart = [...weak.map((one) => Math.max(0, one - 2)), ...adequate.map((one) => one - 3)];
      return apart.reduce((sum, one) => sum + one, 0) / apart.length;
    },
    interval(reached, answered) {
      const z = 1.959963984540054, share = reached / answered, spread = (z * z) / answered;
      const middle = (share + spread / 2) / (1 + spread);
      const reach = (z * Math.sqrt((share * (1 - share)) / answered + spread / (4 * answered))) / (1 + spread);
      return [Math.max(0, middle - reach), Math.min(1, middle + reach)];
    },
  };
  window.careerkb.practice = practice;

  // What is kept.
  let notice = "", aside = null;
  function setAside(raw, why) {
    const key = ASIDE + Date.now();
    localStorage.setItem(key, raw);
    aside = raw;
    notice = `${why} It has been set aside, unchanged, as “${key}” in this browser; nothing of it is lost.`;
  }
  function load() {
    const raw = localStorage.getItem(KEY);
    if (raw === null) return {};
    let held = null;
    try {
      held = JSON.parse(raw);
    } catch {
      // no JSON: damaged
    }
    if (!held || typeof held !== "object" || Array.isArray(held)) {
      setAside(raw, "The history that was kept here is damaged; a new one begins.");
      mine.write(KEY, {});
      return {};
    }
    if (held.version !== VERSION) {
      const which = /^\d{1,6}$/.test(held.version) && Number(held.version) > Number(VERSION) ? "a later" : "an older";
      setAside(raw, `The history that was kept here is of ${which} version of this site; a new one begins.`);
      mine.write(KEY, {});
      return {};
    }
    const sound = ([field, text]) => typeof text === "string"
      && (!field.startsWith("answer:") || (ANSWERED.test(field) && RESULT.test(text)))
      && (!field.startsWith("exercise:") || CHECKED.test(field));
    const entries = Object.entries(held), kept = entries.filter(sound);
    if (kept.length < entries.length) {
      setAside(raw, `${count(entries.length - kept.length, "entry is", "entries are")} damaged and left out; the rest stays.`);
      mine.write(KEY, Object.fromEntries(kept));
    }
    return Object.fromEntries(kept);
  }
  function change(own) {
    const state = { ...load(), version: VERSION, ...own };
    for (const [field, text] of Object.entries(own)) if (text === null) delete state[field];
    mine.write(KEY, state);
  }
  const history = (state) => Object.entries(state).flatMap(([field, text]) => {
    const named = ANSWERED.exec(field), result = named && RESULT.exec(text);
    if (!result) return [];
    return [{ when: Number(named[1]), id: named[2], seconds: Number(result[1]), level: Number(result[2]), note: state[`note:${named[1]}:${named[2]}`] ?? "" }];
  }).sort((a, b) => a.when - b.when);
  const drawn = (state) => Object.keys(state).filter((field) => field.startsWith("drawn.")).length;

  // The questions, once somebody asks for them.
  let asked;
  function bank(box) {
    asked ??= new Promise((resolve, reject) => {
      const script = make("script", { src: new URL(box.dataset.bank, HERE) });
      script.onload = () => resolve(practice.bank);
      script.onerror = () => {
        asked = undefined;
        reject(new Error("The questions could not be loaded: load this page anew and try again."));
      };
      document.head.append(script);
    });
    return asked;
  }
  const HERE = document.currentScript.src;

  class Session {
    constructor(box) {
      this.box = box;
      this.main = make("div", { className: "ckb-practice-main" });
      this.said = make("p", { className: "ckb-practice-said", role: "status" });
      this.past = make("div", { className: "ckb-practice-past" });
      box.replaceChildren(this.main, this.said, this.past);
      addEventListener("storage", ({ key }) => (key === KEY || key === null) && this.elsewhere());
      addEventListener("careerkb:mine", () => this.elsewhere());
      addEventListener("pagehide", () => this.beat());
      document.addEventListener("visibilitychange", () => this.beat());
      setInterval(() => this.tick(), 1000);
      this.begin();
    }

    async begin() {
      const state = load();
      this.tell();
      if (drawn(state) || history(state).length) {
        try {
          this.bank = await bank(this.box);
        } catch ({ message }) {
          this.tell(message);
        }
      }
      if (this.bank && drawn(state)) this.resume();
      else this.setUp();
      this.showPast();
    }

    // Another tab or a file has changed what is kept; a question on the screen stays.
    async elsewhere() {
      if (this.now) return this.showPast();
      this.begin();
    }

    tell(text = notice, ...more) {
      this.said.replaceChildren(text, ...more);
      if (text === notice && aside) this.said.append(" ", button("Save it as a file", () => this.save("careerkb-practice-set-aside.json", aside)));
    }

    // Before a session.
    setUp(focus = false) {
      this.now = undefined;
      const state = load(), field = (name, usual) => state[`set.${name}`] ?? usual;
      const choice = (name, label, values, usual) => make("label", {}, label, make("select", {
        name, onchange: ({ target }) => change({ [`set.${name}`]: target.value }),
      }, ...values.map(([value, text]) => make("option", { value, selected: value === field(name, usual) }, text))));
      const typed = (name, label, usual, more) => make("label", {}, label, make("input", {
        name, value: field(name, usual), ...more,
        onchange: ({ target }) => { change({ [`set.${name}`]: target.value || null }); this.showPast(); },
      }));
      const weak = field("weak", "").split(", ").filter(Boolean);
      const group = make("div", { className: "ckb-practice-weak" });
      const names = (box) => Object.entries(box.competences).flatMap(([side, those]) =>
        !field("track", "") || field("track", "") === side ? those : []);
      const show = () => bank(this.box).then((box) => group.replaceChildren(...names(box).map((name) =>
        make("label", {}, make("input", {
          type: "checkbox", value: name, checked: weak.includes(name),
          onchange: () => change({ "set.weak": [...group.querySelectorAll(":checked")].map((one) => one.value).join(", ") || null }),
        }), name))), ({ message }) => this.tell(message));
      const more = fold("Weak competences and shuffle", group,
        typed("seed", "Shuffle by", "1", { inputMode: "numeric" }));
      more.ontoggle = show;
      const form = make("form", { className: "ckb-practice-form", noValidate: true, onsubmit: (event) => { event.preventDefault(); this.draw(); } },
        choice("track", "Track", [["", "both"], ["research", "research"], ["engineering", "engineering"]], ""),
        choice("level", "Level", LEVELS.map((one) => [one, one]), "mid"),
        typed("minutes", "Minutes today", "45", { inputMode: "numeric" }),
        typed("interview", "Interview on", "", { type: "date" }),
        more, this.fromSkills(weak), make("div", { className: "ckb-practice-row" },
          make("button", { className: "ckb-practice-go" }, "Draw questions"),
          state["given.weak"] && state["given.adequate"] ? null : button("First score two answers of ours", () => this.given())));
      form.querySelector("select").addEventListener("change", () => { if (more.open) show(); });
      this.main.replaceChildren(make("p", { className: "ckb-practice-head" }, "Practise now"), form);
      if (focus) form.querySelector("select").focus();
    }

    // What the reader's own skills say, if they rated some of them.
    fromSkills(weak) {
      const low = Object.entries(mine.read(SKILLS))
        .filter(([field, text]) => field.startsWith("ratings.") && /^(not yet|guided)/.test(text))
        .map(([field]) => field.slice("ratings.".length));
      const rated = Object.keys(mine.read(SKILLS)).some((field) => field.startsWith("ratings."));
      if (!rated || weak.length) return null;
      return make("p", {}, low.length
        ? `Under skills you rated yourself below independent in ${low.join(", ")}. ` : "You rated yourself under skills; nothing there is below independent. ",
      low.length ? button("Practise these first", async () => {
        const { skills, competences } = await bank(this.box), track = load()["set.track"];
        const own = track ? competences[track] : Object.values(competences).flat();
        const found = [...new Set(low.flatMap((skill) => skills[skill] ?? []))].filter((name) => own.includes(name));
        change({ "set.weak": found.join(", ") || null });
        this.setUp(true);
        this.tell(found.length ? `Drawn first and twice as often: ${found.join(", ")}.` : "None of these gaps belongs to a competence of this track.");
      }) : null);
    }

    wanted(state) {
      const minutes = Number(state["set.minutes"] ?? 45), seed = Number(state["set.seed"] ?? 1);
      if (!Number.isInteger(minutes) || minutes < 5 || minutes > 240) {
        throw new Error(`Minutes today must be a whole number from 5 to 240, got “${state["set.minutes"]}”.`);
      }
      if (!Number.isInteger(seed) || seed < 0 || seed > 1e6) {
        throw new Error(`Shuffle by must be a whole number from 0 to 1000000, got “${state["set.seed"]}”.`);
      }
      const track = state["set.track"] ?? "", own = track ? this.bank.competences[track] : Object.values(this.bank.competences).flat();
      const weak = (state["set.weak"] ?? "").split(", ").filter((name) => own.includes(name));
      return { track, level: state["set.level"] ?? "mid", minutes, weak, seed };
    }

    async draw(ids) {
      try {
        this.bank = await bank(this.box);
        const state = load();
        let found = ids;
        if (!found) {
          const wish = this.wanted(state);
          const done = new Set(history(state).map((one) => one.id));
          found = (await practice.draw(this.bank, { ...wish, done })).map((one) => one.id);
          if (!found.length) {
            const rest = (await practice.draw(this.bank, { ...wish, minutes: 1e9, done })).length;
            throw new Error(rest ? `The shortest question left takes longer than ${wish.minutes} minutes: give it more.`
              : "You have answered every question of this track and level: repeat what is due, or choose another level.");
          }
        }
        const gone = Object.fromEntries(Object.keys(state).filter((field) => field.startsWith("drawn.")).map((field) => [field, null]));
        change({ ...gone, ...Object.fromEntries(found.map((id, n) => [`drawn.${n}`, id])), "now.place": "0" });
        this.tell("");
        this.open(0);
      } catch ({ message }) {
        this.tell(message);
      }
    }

    get row() {
      const state = load(), known = new Map(this.bank.questions.map((one) => [one.id, one]));
      return Array.from({ length: drawn(state) }, (_, n) => known.get(state[`drawn.${n}`])).filter(Boolean);
    }

    // One question.
    open(place) {
      const question = this.row[place];
      if (!question) return this.finish();
      const when = Date.now();
      change({ "now.place": String(place), "now.began": String(when), "now.beat": String(when), "now.held": null, "now.note": null, "now.key": null, "now.open": null });
      this.now = { place, question, anchor: when, held: null, wall: when, run: performance.now() };
      this.ask();
    }

    // After a reload: the time of an absence counts when it was short; a clock set back never does.
    resume() {
      const state = load(), place = Number(state["now.place"] ?? 0), question = this.row[place];
      if (!question) return this.finish();
      const wall = Date.now(), beat = Number(state["now.beat"] ?? wall);
      let anchor = Number(state["now.began"] ?? wall);
      const away = (wall - beat) / 1000, running = !state["now.held"];
      if (running && (away < 0 || away > AWAY)) {
        anchor += wall - beat;
        notice = away < 0
          ? `Your clock was set back by ${span(-away)} while this page was closed; the time goes on from where it was.`
          : `This page was closed for ${span(away)}, which is not counted; the time goes on from where it was.`;
        aside = null;
      }
      this.now = { place, question, anchor, held: state["now.held"] ? Number(state["now.held"]) : null, wall, run: performance.now() };
      this.beat();
      this.ask(state["now.key"] ?? "", false);
      this.tell();
    }

    get seconds() {
      const { held, anchor } = this.now;
      return Math.max(0, held ?? (Date.now() - anchor) / 1000);
    }

    tick() {
      const { now } = this;
      if (!now || now.held !== null) return;
      const wall = Date.now(), run = performance.now();
      const extra = (wall - now.wall - (run - now.run)) / 1000;
      Object.assign(now, { wall, run });
      if (extra < -SLIP) {
        now.anchor += 1000 * extra;
        this.tell(`Your clock was set back by ${span(-extra)}; the time goes on from where it was, and nothing is lost.`);
      } else if (extra > SLIP) {
        this.tell(`Your clock went ${span(extra)} further than this page ran, asleep or set forward; they are counted. `,
          button("Leave them out", () => { now.anchor += 1000 * extra; this.beat(); this.tell(""); }));
      }
      if (Math.abs(extra) > SLIP || wall - (now.saved ?? 0) > 15_000) this.beat();
      this.face();
    }

    beat() {
      const { now } = this;
      if (!now) return;
      now.saved = Date.now();
      const held = now.held === null ? null : String(now.held);
      change({ "now.began": String(Math.round(now.anchor)), "now.beat": String(now.saved), "now.held": held });
    }

    face() {
      const { question } = this.now, over = this.seconds - 60 * question.minutes;
      this.timer.textContent = `${clock(this.seconds)} of ${question.minutes}:00${over > 0 ? `, over by ${clock(over)}` : ""}`;
    }

    ask(key = "", focus = true) {
      const { question, place } = this.now, all = this.row.length, state = load();
      this.timer = make("span", { className: "ckb-practice-time", role: "timer" });
      const pause = button(this.now.held === null ? "Pause" : "Go on", () => {
        if (this.now.held === null) this.now.held = Math.round(this.seconds);
        else Object.assign(this.now, { anchor: Date.now() - 1000 * this.now.held, held: null, wall: Date.now(), run: performance.now() });
        pause.textContent = this.now.held === null ? "Pause" : "Go on";
        this.beat();
        this.face();
      });
      const id = "ckb-practice-note";
      this.note = make("textarea", {
        id, rows: 3, maxLength: NOTE, value: (key ? state[`note:${key}`] : state["now.note"]) ?? "",
        oninput: ({ target }) => change({ [this.key ? `note:${this.key}` : "now.note"]: target.value || null }),
      });
      this.shown = make("div", { className: "ckb-practice-rubric" });
      this.key = key;
      const title = make("p", { className: "ckb-practice-head", tabIndex: -1 }, question.title);
      this.bar = make("div", { className: "ckb-practice-row" }, this.timer, pause);
      this.reveals = button("Show the rubric and the answers", () => this.reveal(), { className: "ckb-practice-go" });
      this.main.replaceChildren(title,
        make("p", { className: "ckb-practice-meta" }, `Question ${place + 1} of ${all}: ${question.competence}, ${question.level} level, ${count(question.minutes, "minute")}`),
        make("blockquote", {}, ...paragraphs(question.question)), this.bar,
        make("label", { htmlFor: id }, `Notes, at most ${NOTE} characters`), this.note,
        make("div", { className: "ckb-practice-row" }, this.reveals,
          button("Skip", () => this.open(place + 1)), button("End the session", () => this.finish())),
        this.shown);
      this.face();
      if (this.now.held !== null && (key || state["now.open"])) this.reveal(focus);
      else if (focus) title.focus();
    }

    reveal(focus = true) {
      const { now } = this, { question } = now;
      now.held ??= Math.round(this.seconds);
      change({ "now.open": "yes" });
      this.beat();
      this.bar.querySelector("button")?.remove();
      this.face();
      this.reveals.hidden = true;
      const levels = question.rubric.map((text, n) => button("", () => this.score(n + 1), { "aria-pressed": "false" }));
      levels.forEach((one, n) => one.append(make("strong", {}, `${n + 1}`), ` ${question.rubric[n]}`));
      const next = button(now.place + 1 < this.row.length ? "Next question" : "Finish", () => this.open(now.place + 1), { className: "ckb-practice-go", hidden: true });
      this.levels = levels;
      this.next = next;
      const head = make("p", { className: "ckb-practice-head", tabIndex: -1 }, "The highest level of which you did everything");
      this.shown.replaceChildren(head, make("div", { role: "group", "aria-label": "Your level", className: "ckb-practice-levels" }, ...levels),
        ...question.answers.map((text, n) => fold(`Our ${NAMED[n]} answer`, ...paragraphs(text))),
        fold("Common slips", list("ul", question.slips)), fold("What may be asked next", list("ul", question.followUps)), next);
      if (this.key) this.mark(Number(RESULT.exec(load()[`answer:${this.key}`])?.[2]));
      if (focus) head.focus();
    }

    score(level) {
      const { question, held } = this.now;
      if (!this.key) {
        this.key = `${Date.now()}:${question.id}`;
        change({ "now.note": null, "now.key": this.key, [`note:${this.key}`]: this.note.value || null });
      }
      change({ [`answer:${this.key}`]: `${Math.min(held, 999_999)} s, level ${level}` });
      this.mark(level);
      this.showPast();
    }

    mark(level) {
      this.levels.forEach((one, n) => one.setAttribute("aria-pressed", String(n + 1 === level)));
      this.next.hidden = !level;
    }

    finish() {
      this.now = undefined;
      const state = load();
      change(Object.fromEntries(Object.keys(state).filter((field) => /^(drawn|now)\./.test(field)).map((field) => [field, null])));
      this.setUp(true);
      this.tell(history(state).length ? "Session ended; what you scored is in your history." : "Session ended.");
      this.showPast();
    }

    // Two answers of ours, before the reader's own.
    async given() {
      try {
        this.bank = await bank(this.box);
        const wish = { ...this.wanted(load()), minutes: 1e9, done: new Set() };
        const question = (await practice.draw(this.bank, wish)).reverse().find((one) => one.answers.length);
        if (!question) throw new Error("No question of this level has answers in full: choose another level.");
        const scored = {}, ours = question.id.length % 2 ? ["weak", "adequate"] : ["adequate", "weak"];
        const told = make("p", { role: "status" });
        const parts = ours.flatMap((which, place) => {
          const levels = [1, 2, 3, 4].map((level) => button(`Level ${level}`, () => {
            scored[which] = level;
            levels.forEach((one, n) => one.setAttribute("aria-pressed", String(n + 1 === level)));
            if (scored.weak && scored.adequate) this.compare(scored, told, ours);
          }, { "aria-pressed": "false" }));
          return [make("p", { className: "ckb-practice-head" }, `Answer ${"AB"[place]}`),
            make("blockquote", {}, ...paragraphs(question.answers[NAMED.indexOf(which)])),
            make("div", { className: "ckb-practice-row", role: "group", "aria-label": `Level of answer ${"AB"[place]}` }, ...levels)];
        });
        const title = make("p", { className: "ckb-practice-head", tabIndex: -1 }, `Two answers of ours to “${question.title}”`);
        this.main.replaceChildren(title, make("blockquote", {}, ...paragraphs(question.question)),
          list("ol", question.rubric), ...parts, told, button("Back", () => { this.setUp(true); this.showPast(); }));
        title.focus();
      } catch ({ message }) {
        this.tell(message);
      }
    }

    compare({ weak, adequate }, told, ours) {
      change({ "given.weak": String(weak), "given.adequate": String(adequate) });
      told.textContent = `Answer ${"AB"[ours.indexOf("weak")]} was written for level 1 or 2, answer ${"AB"[ours.indexOf("adequate")]} for level 3. ${practice.kind(weak, adequate)}`;
    }

    // What was done so far.
    showPast() {
      const state = load(), done = history(state);
      const checked = Object.entries(state).filter(([field]) => CHECKED.test(field));
      if (!done.length && !checked.length) return this.past.replaceChildren();
      const open = this.past.querySelector("details")?.open ?? !this.now;
      const box = make("details", { open }, make("summary", {}, `Your history: ${count(done.length, "answer")}`));
      const met = done.filter((one) => one.level >= EXPECTED).length;
      if (done.length) box.append(make("p", {}, practice.share(met, done.length, "questions")));
      const table = this.byCompetence(done);
      if (table) box.append(table);
      const due = this.due(state, done);
      box.append(make("p", {}, due.said), due.today.length && !this.now
        ? button(`Repeat ${count(due.today.length, "question")}`, () => this.draw(due.today)) : "");
      box.append(fold("Each answer", list("ul", done.toReversed().map((one) =>
        `${dateOf(one.when)}, ${this.title(one.id)}: level ${one.level}, ${clock(one.seconds)}${one.note ? `. ${one.note}` : ""}`)),
      checked.length ? list("ul", checked.map(([field, text]) => { const [, when, id] = CHECKED.exec(field); return `${dateOf(Number(when))}, exercise ${id}: ${text}`; })) : null));
      const erase = button("Erase the history", () => {
        if (erase.textContent !== "Erase all of it, for good") return void (erase.textContent = "Erase all of it, for good");
        mine.write(KEY, {});
        this.setUp(true);
        this.tell("The history is erased in this browser; a file that you saved still holds it.");
        this.showPast();
      });
      box.append(make("div", { className: "ckb-practice-row" },
        button("Save the history", () => this.save("careerkb-practice.md", this.written(state, done, checked))), erase));
      this.past.replaceChildren(box);
    }

    title(id) {
      return this.bank?.questions.find((one) => one.id === id)?.title ?? id;
    }

    counts(done) {
      const of = new Map((this.bank?.questions ?? []).map((one) => [one.id, one.competence])), counted = new Map();
      for (const name of Object.values(this.bank?.competences ?? {}).flat()) {
        const own = done.filter((one) => of.get(one.id) === name);
        if (own.length) counted.set(name, [own.filter((one) => one.level >= EXPECTED).length, own.length]);
      }
      return counted;
    }

    byCompetence(done) {
      const counted = this.counts(done);
      if (!counted.size) return null;
      const rows = [...counted].map(([name, [met, all]]) => {
        const [low, high] = practice.interval(met, all);
        return make("tr", {}, make("th", { scope: "row" }, name), make("td", {}, `${met} of ${all}`),
          make("td", {}, all < FEW ? "too few to say" : `${percent(met / all)}, ${percent(low)} to ${percent(high)}`));
      });
      const heads = ["Competence", `Level ${EXPECTED} or above`, "Share, 95 % interval"].map((head) => make("th", { scope: "col" }, head));
      return make("table", {}, make("thead", {}, make("tr", {}, ...heads)), make("tbody", {}, ...rows));
    }

    // Equal gaps from the first answer to the interview; due is what has not been answered since.
    due(state, done) {
      const date = state["set.interview"], today = dayOf(dateOf(Date.now()));
      if (!date) return { today: [], said: "Enter the day of the interview, and the days to repeat each question appear here." };
      const last = dayOf(date);
      if (last < today) return { today: [], said: `The interview on ${date} is past: enter the next one, and repeats are spaced up to it.` };
      const found = [], later = [];
      for (const id of new Set(done.map((one) => one.id))) {
        const days = done.filter((one) => one.id === id).map((one) => dayOf(dateOf(one.when)));
        const first = Math.min(...days), latest = Math.max(...days), left = last - first;
        const planned = left < 2 ? [] : practice.repeatDays(left, Math.min(REPEATS, left - 1)).map((day) => first + day);
        if (planned.some((day) => latest < day && day <= today)) found.push(id);
        else later.push(...planned.filter((day) => day > Math.max(today, latest)).slice(0, 1));
      }
      const next = later.length ? `The next repeat is on ${dated(Math.min(...later))}.` : "";
      const now = found.length ? `Due again today: ${found.map((id) => this.title(id)).join("; ")}.` : "Nothing is due again today.";
      return { today: found, said: `${now} ${next} The interview is on ${date}.`.replace("  ", " ") };
    }

    written(state, done, checked) {
      const cell = (text) => text.replace(/\s+/g, " ").replaceAll("|", "\\|");
      const met = done.filter((one) => one.level >= EXPECTED).length;
      const rows = done.map((one) => `| ${dateOf(one.when)} | ${cell(this.title(one.id))} | ${clock(one.seconds)} | ${one.level} | ${cell(one.note)} |`);
      const counted = [...this.counts(done)].map(([name, [reached, all]]) => `- ${name}: ${practice.share(reached, all, "questions")}`);
      const given = state["given.weak"] && state["given.adequate"]
        ? [practice.kind(Number(state["given.weak"]), Number(state["given.adequate"])), ""] : [];
      return ["# Practice", "", ...(done.length ? [practice.share(met, done.length, "questions"), ""] : []), ...counted, "", ...given, this.due(state, done).said, "",
        "| Day | Question | Minutes | Level | Note |", "| --- | --- | --- | --- | --- |", ...rows, "",
        ...checked.map(([field, text]) => { const [, when, id] = CHECKED.exec(field); return `- ${dateOf(Number(when))}, exercise ${id}: ${cell(text)}`; }), ""].join("\n");
    }

    save(name, text) {
      const link = make("a", { download: name, href: URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" })) });
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    }
  }

  practice.share = (met, all, what) => {
    const [low, high] = practice.interval(met, all);
    const rest = all < FEW ? "too few to say how you stand." : `${percent(met / all)}, with an interval from ${percent(low)} to ${percent(high)}.`;
    return `You reached level ${EXPECTED} on ${met} of ${all} ${what}: ${rest}`;
  };
  practice.kind = (weak, adequate) => {
    const apart = practice.kindness([weak], [adequate]);
    if (!apart) return "On these two you score as we do; two are too few to say more.";
    return `On these two you are ${count(Math.abs(apart), "level")} ${apart > 0 ? "kinder" : "stricter"} than we are; two are too few to be a habit.`;
  };
  practice.record = (id, text) => change({ [`exercise:${Date.now()}:${id}`]: text.slice(0, NOTE) });

  for (const box of document.querySelectorAll(".ckb-practice")) new Session(box);
})();
