// The desk: plain sums of what the letters say, at once and without Python; numbers are shown as
// people read them; one field or one click sets an outlook for all options. A text that this
// script does not surely read as Python would, it does not read; Python's answer follows in any case.
"use strict";
{
  const MONEY = /us\s*\$|\$|\b(usd|us dollars?|dollars?)\b/gi;
  const POWERS = { k: 3, thousand: 3, m: 6, million: 6 };

  // Give the number that a text surely means, or null. Kind: usd, share or plain.
  const number = (text, kind, min = -Infinity, max = Infinity) => {
    let rest = text.trim().replace("−", "-");
    let power = 0;
    const said = kind === "usd" && rest.replace(MONEY, "") !== rest;
    if (said) rest = rest.replace(MONEY, "").trim();
    if (kind === "share" && /(%|\bpercent)$/i.test(rest)) {
      power = -2;
      rest = rest.replace(/(%|\bpercent)$/i, "").trim();
    }
    const scale = kind === "usd" && /[\d.,\s](k|m|thousand|million)$/i.exec(rest);
    if (scale) {
      power = POWERS[scale[1].toLowerCase()];
      rest = rest.slice(0, -scale[1].length).trim();
    }
    if (/^[-+]?\d{1,3}([ '\u00a0\u202f]\d{3})+([.,]\d*)?$/.test(rest)) rest = rest.replace(/[ '\u00a0\u202f]/g, "");
    if (!power && /^[-+]?[1-9]\d{0,2}(,\d{3})+(\.\d*)?$/.test(rest)) rest = rest.replaceAll(",", "");
    else if (kind === "usd" && !power && /^[-+]?[1-9]\d{0,2}\.\d{3}$/.test(rest)) return null;
    if (!/^[-+]?(\d+([.,]\d*)?|[.,]\d+)$/.test(rest)) return null;
    const value = Number(`${rest.replace(",", ".")}e${power}`);
    if (kind === "usd" && !said && !power && value > 0 && value < 1000) return null; // Python asks
    return value >= min && value <= max ? value : null;
  };

  // Give the share of a grant that vests in each year, or null.
  const vesting = (text, known) => {
    const plain = text.trim().toLowerCase();
    const listed = plain.replaceAll("%", "").replace(/\s*[,;/ -]\s*/g, "/");
    if (known[plain] ?? known[listed]) return known[plain] ?? known[listed];
    if (!/^\d{1,3}(\.\d{1,4})?(\/\d{1,3}(\.\d{1,4})?){1,4}$/.test(listed)) return null;
    const parts = listed.split("/").map(Number);
    const total = parts.reduce((sum, part) => sum + part);
    return Math.abs(total - 100) < 1e-9 ? parts.map((part) => part / 100) : null;
  };

  // What a letter pays in each year, as written: no outlook, no discount. Null when a term is not read.
  const paid = (terms, years) => {
    if (Object.values(terms).some((value) => value === null) || !(years >= 1)) return null;
    const { base, bonus, guaranteed = 0, sign_on: signOn, grant, vests } = terms;
    return Array.from({ length: years }, (_, year) => {
      const target = base * bonus;
      const own = year === 0 ? Math.max(target, guaranteed) + signOn : target;
      return base + own + grant * (vests[year] ?? 0);
    });
  };

  // How long a letter still waits, by the calendar of whoever reads; nothing for what is no day.
  const due = (text, now) => {
    const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text ?? "") ?? [];
    if (!day) return "";
    const days = Math.round((Date.UTC(year, month - 1, day) - Date.UTC(now.getFullYear(), now.getMonth(), now.getDate())) / 864e5);
    if (days < 0) return "The day for your answer is past: ask whether the offer still stands.";
    return days === 0 ? "Your answer is due today." : `Your answer is due in ${days} ${days === 1 ? "day" : "days"}.`;
  };

  const whole = (value) => Math.round(value).toLocaleString("en-US");

  const kindOf = (field) => field.dataset.reads;
  const valueOf = (field) => {
    const { min, max } = field.dataset;
    return number(field.value, kindOf(field), Number(min ?? -Infinity), Number(max ?? Infinity));
  };

  // Percent as percent, thousands parted; a text that is not surely read stays as it was typed.
  const pretty = (field) => {
    const value = kindOf(field) ? valueOf(field) : null;
    if (value === null) return field.classList.toggle("ckb-loose", kindOf(field) !== undefined);
    field.classList.remove("ckb-loose");
    const digits = { maximumFractionDigits: 10, useGrouping: true };
    if (kindOf(field) === "share") field.value = `${Number((value * 100).toPrecision(12))} %`;
    else if (kindOf(field) === "usd" && value > 0 && value < 1000) field.value = `$${value}`;
    else if (Number.isInteger(value)) field.value = value.toLocaleString("en-US", digits);
  };

  class Desk {
    constructor(form) {
      this.form = form;
      this.touched = new Set(); // typed over, if with the same number
      this.known = JSON.parse(form.dataset.vesting);
      this.columns = [...form.querySelectorAll(".ckb-column")];
      this.masters = [...form.querySelectorAll("[data-all]")];
      const result = form.parentElement.querySelector(".ckb-result");
      const slot = form.querySelector(".ckb-slot"); // before the buttons, under the letters
      slot.append(result);
      const strip = form.querySelector(".ckb-strip");
      strip.before(slot);
      if (!form.parentElement.matches(".ckb-short")) this.follow(result, strip);
      const bar = form.querySelector(".ckb-now");
      const seen = new IntersectionObserver(([{ isIntersecting }]) => bar.classList.toggle("ckb-seen", isIntersecting));
      seen.observe(result);
      form.addEventListener("careerkb:filled", ({ detail }) => {
        this.beside = detail;
        this.filled();
      });
      form.addEventListener("input", ({ target }) => this.typed(target));
      form.addEventListener("change", ({ target }) => target.dataset?.reads && (pretty(target), this.refresh()));
      form.addEventListener("click", ({ target }) => this.clicked(target));
      this.filled();
    }

    // The picture before the assumptions, what to do with the answer after them.
    follow(result, strip) {
      const rest = document.createElement("div");
      rest.className = "ckb-rest";
      strip.after(rest);
      const write = () => rest.replaceChildren(...[...result.querySelectorAll(".ckb-section")].map((one) => one.cloneNode(true)));
      new MutationObserver(write).observe(result, { childList: true, subtree: true });
      write();
    }

    get shown() {
      return this.columns.filter((column) => !column.hidden);
    }

    field(column, term) {
      return column.querySelector(`[name="${column.dataset.path}.${term}"]`);
    }

    typed(field) {
      field.classList.add("ckb-loose");
      this.touched.add(field);
      if (field.dataset.all) return this.setAll({ [field.dataset.all]: field.value }, field);
      const column = field.closest(".ckb-column");
      const name = column && this.field(column, "name");
      if (name && name !== field && !name.value) { // a new option: the outlook is the same for all
        name.value = `Letter ${this.columns.indexOf(column) + 1}`;
        for (const one of this.masters) {
          if (one.value || !one.dataset.differs) this.field(column, one.dataset.all).value = one.value;
        }
      }
      this.refresh();
    }

    clicked(target) {
      const button = target.closest("button");
      if (button?.dataset.scenario) this.setAll(JSON.parse(button.dataset.scenario));
      if (button?.dataset.copies) this.copy(button);
    }

    setAll(texts, from) {
      let changed;
      for (const column of this.shown) {
        for (const [term, text] of Object.entries(texts)) {
          const field = this.field(column, term);
          if (this.blank(column) || !field) continue;
          field.value = text;
          changed = field;
        }
      }
      this.refresh(from);
      changed?.dispatchEvent(new Event("input", { bubbles: true }));
    }

    blank(column) {
      const fields = [...column.querySelectorAll("[data-default]")];
      return fields.every((field) => field.type === "checkbox" || field.value === field.dataset.blank);
    }

    filled() {
      for (const field of this.form.querySelectorAll("[data-reads]")) pretty(field);
      this.refresh();
    }

    refresh(from) {
      for (const one of this.masters) {
        const texts = this.shown.filter((column) => !this.blank(column)).map((column) => this.field(column, one.dataset.all).value);
        const same = texts.every((text) => text === texts[0]);
        one.dataset.differs = same ? "" : "yes";
        one.placeholder = same ? one.dataset.hint ?? "" : "not the same for all";
        if (one !== from) one.value = same ? texts[0] ?? one.value : "";
      }
      for (const button of this.form.querySelectorAll("[data-scenario]")) {
        const texts = Object.entries(JSON.parse(button.dataset.scenario));
        const set = texts.every(([term, text]) => {
          const one = this.masters.find((master) => master.dataset.all === term);
          return !one.dataset.differs && one.value === text;
        });
        button.setAttribute("aria-pressed", String(set));
      }
      this.mark();
      this.add();
    }

    // Which terms are still the example's, once some are the reader's.
    mark() {
      const fields = this.shown.flatMap((column) => [...column.querySelectorAll(":scope > .ckb-field [data-default]")]);
      const theirs = (field) => !this.touched.has(field) && !field.name.endsWith(".name") && field.value === field.dataset.default && field.value !== field.dataset.blank;
      const some = fields.some((field) => field.value !== field.dataset.default);
      for (const field of fields) field.classList.toggle("ckb-theirs", some && theirs(field));
      this.left = some ? fields.filter(theirs).length : 0;
    }

    terms(column) {
      const of = (term) => {
        const field = this.field(column, `offer.${term}`);
        return field ? valueOf(field) : 0;
      };
      return {
        base: of("base_usd"), bonus: of("bonus_fraction"), guaranteed: of("guaranteed_bonus_usd"),
        sign_on: of("sign_on_usd"), grant: of("grant_usd"),
        vests: vesting(this.field(column, "offer.schedule").value, this.known),
      };
    }

    // The plain sums, under each column and as one sentence.
    add() {
      const years = number(this.form.querySelector("[name=years]").value, "plain", 1, 20);
      const sums = [];
      for (const column of this.shown) {
        const place = column.querySelector(".ckb-sum");
        const each = this.blank(column) ? null : paid(this.terms(column), years);
        place.replaceChildren();
        if (!each) continue;
        const total = each.reduce((sum, value) => sum + value);
        sums.push([this.field(column, "name").value, total]);
        const strong = document.createElement("strong");
        strong.textContent = whole(total);
        place.append(strong, ` in ${years} years, as written`, document.createElement("br"));
        place.append(`${each.map((value) => whole(value / 1000)).join(" · ")} thousand`);
        const left = due(this.field(column, "due")?.value, new Date());
        if (left) place.append(document.createElement("br"), left);
      }
      const [first, second] = sums.sort((one, other) => other[1] - one[1]);
      let words = "";
      if (second) {
        const apart = Math.round(first[1] - second[1]);
        words = apart ? `As written, ${first[0]} pays ${whole(apart)} more than ${second[0]}` : `As written, ${sums.length > 2 ? `${first[0]} and ${second[0]}` : "both"} pay the same`;
        words += ` in ${years} years, before any odds.`;
      }
      if (this.left) words += ` ${this.left} ${this.left === 1 ? "term in grey is" : "terms in grey are"} still the example's.`;
      if (this.beside) words += ` The odds count ${this.beside} further ${this.beside === 1 ? "entry" : "entries"} of your letters, made elsewhere.`;
      this.form.querySelector(".ckb-plain").textContent = words.trim();
    }

    async copy(button) {
      const said = this.form.querySelector(".ckb-status");
      const text = this.form.closest(".ckb-calculator").querySelector(".ckb-copy")?.textContent ?? "";
      try {
        await navigator.clipboard.writeText(text);
        said.textContent = "Message copied; change it before you send it.";
      } catch {
        said.textContent = "This browser does not let a page copy; mark the message and copy it.";
      }
      button.focus();
    }
  }

  window.careerkb = Object.assign(window.careerkb ?? {}, { desk: { number, vesting, paid, due, valueOf } });
  // Columns after the second are written here, after it, empty and hidden; before calculator.js looks.
  const further = (columns) => {
    const second = columns.querySelectorAll(".ckb-column")[1];
    for (let number = columns.dataset.most - 1; number >= 2; number -= 1) {
      const made = second.cloneNode(true);
      made.classList.replace("ckb-s1", `ckb-s${number}`);
      made.hidden = true;
      made.dataset.path = `options.${number}`;
      made.ariaLabel = `Letter ${number + 1}`;
      for (const one of made.querySelectorAll("*")) {
        for (const { name, value } of one.attributes) {
          const renamed = value.replaceAll("options-1-", `options-${number}-`).replace(/^options\.1\./, `options.${number}.`);
          if (renamed !== value) one.setAttribute(name, renamed);
        }
        const { blank } = one.dataset;
        if (blank === undefined) continue;
        delete one.dataset.shared;
        delete one.dataset.usual;
        one.dataset.default = blank;
        if (one.type === "checkbox") one.checked = blank === "true";
        else one.value = blank;
      }
      const remove = document.createElement("button");
      remove.type = "button";
      remove.dataset.do = "remove";
      remove.textContent = `Remove Letter ${number + 1}`;
      made.append(remove);
      second.after(made);
    }
  };

  document.querySelectorAll(".ckb-desk .ckb-columns").forEach(further);
  for (const form of document.querySelectorAll(".ckb-desk .ckb-form")) new Desk(form);
}
