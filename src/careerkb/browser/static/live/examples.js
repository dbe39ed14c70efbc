// Run and Edit under every example of the page; python.js has the Python.
(() => {
  const { python } = window.careerkb;
  const PROMPTED = /^>>>.*(?:\n\.\.\..*)*/gm;
  const SOON = 400; // ms in which a second click is not yet meant as Stop

  // Code without its prompts, as one would type it.
  const plain = (text) =>
    (text.match(PROMPTED) ?? [text]).join("\n").replace(/^(>>>|\.\.\.) ?/gm, "").trimEnd();

  function make(tag, properties, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) {
      if (name.startsWith("aria-")) element.setAttribute(name, value);
      else element[name] = value;
    }
    element.append(...children);
    return element;
  }

  class Example {
    constructor(box, number) {
      Object.assign(this, { box, number, source: box.querySelector("pre").textContent });
      this.runs = this.button("Run", () => this.toggle());
      this.edits = this.button("Edit", () => (this.editor ? this.restore() : this.edit()));
      this.progress = make("progress", { hidden: true, max: 1, "aria-label": "Loading Python" });
      this.status = make("output", {});
      this.printed = make("div", { className: "live-printed", "aria-live": "polite" });
      const bar = make("div", { className: "live-bar" }, this.runs, this.edits, this.progress, this.status);
      box.after(bar, this.printed);
      python.addEventListener("progress", ({ detail }) => this.loading(detail));
    }

    button(name, onclick) {
      const button = make("button", { type: "button", onclick });
      this.name(button, name);
      return button;
    }

    name(button, name) {
      button.textContent = name;
      button.setAttribute("aria-label", `${name} example ${this.number + 1}`);
    }

    say(text) {
      if (this.status.textContent !== text) this.status.textContent = text;
    }

    // What the page says here, for the examples below: an editor that changed nothing is no change.
    get text() {
      return this.editor && this.editor.value !== plain(this.source) ? this.editor.value : this.source;
    }

    toggle() {
      if (!this.since) return this.run();
      if (performance.now() - this.since < SOON) return;
      const ready = python.state === "ready";
      python.stop();
      if (ready) python.start();
    }

    async run() {
      this.since = performance.now();
      this.name(this.runs, "Stop");
      this.printed.replaceChildren();
      this.say(python.state === "ready" ? "Running…" : "Loading Python…");
      const blocks = examples.slice(0, this.number).map((example) => example.text);
      try {
        const made = await python.ask("run", {
          blocks: [...blocks, this.editor?.value ?? this.source],
          number: this.number,
        });
        if (made.error) throw new Error(made.error);
        this.show(made);
      } catch ({ message }) {
        this.say(message === "stopped" ? "Stopped by you. Run starts anew." : message);
      }
      this.since = 0;
      this.progress.hidden = true;
      this.name(this.runs, "Run");
    }

    loading({ state, fraction, message }) {
      if (!this.since) return;
      this.progress.hidden = state !== "loading";
      this.progress.value = fraction ?? 0;
      if (state === "loading") this.say(message);
      if (state === "ready") this.say("Running…");
    }

    show({ results, stopped, above }) {
      const compared = results.filter(({ want, same }) => want || (want === "" && !same));
      const changed = compared.filter(({ same }) => !same).length;
      const count = compared.length;
      let shown = results.filter(({ got }) => got);
      if (above !== null) {
        this.say(`Example ${above + 1}, above, ends with an error: mend or reset it first.`);
        shown = shown.slice(-1);
      } else if (stopped) {
        this.say("Ended by an error.");
      } else if (changed) {
        this.say(count > 1 ? `${changed} of ${count} results changed.` : "The result changed.");
      } else if (count && !this.editor) {
        this.say(count > 1 ? `✓ All ${count} results as printed.` : "✓ The result as printed.");
        shown = []; // they stand above
      } else {
        this.say(shown.length ? "✓ Done." : "✓ Done; it prints nothing.");
      }
      for (const { want, got, same } of shown) {
        if (want !== null && !same && !stopped) this.printed.append(make("p", {}, "Changed:"));
        this.printed.append(make("pre", { className: same ? "" : "other", tabIndex: 0 }, got));
      }
    }

    edit(text = plain(this.source)) {
      this.editor = make("textarea", {
        value: text, spellcheck: false, autocapitalize: "off", autocomplete: "off",
        "aria-label": `Code of example ${this.number + 1}`, className: "live-editor",
        oninput: () => this.fit(), onkeydown: (event) => this.key(event),
      });
      this.fit();
      this.box.hidden = true;
      this.box.after(this.editor);
      this.name(this.edits, "Reset");
      this.printed.replaceChildren();
      this.say("Ctrl+Enter runs, Escape leaves.");
      this.editor.focus();
      python.start();
    }

    fit() {
      this.editor.rows = this.editor.value.split("\n").length;
    }

    key(event) {
      const { editor } = this;
      if (event.key === "Escape") {
        if (editor.value === plain(this.source)) this.restore();
        else this.runs.focus();
      } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        if (!this.since) this.run();
      } else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        const line = editor.value.slice(0, editor.selectionStart).split("\n").pop();
        const indent = line.match(/^ */)[0] + (/[:([{]$/.test(line) ? "    " : "");
        document.execCommand("insertText", false, `\n${indent}`);
      } else return;
      event.preventDefault();
    }

    restore() {
      this.editor.remove();
      this.editor = undefined;
      this.box.hidden = false;
      this.name(this.edits, "Edit");
      this.printed.replaceChildren();
      this.say("");
      this.edits.focus();
    }
  }

  const boxes = [...document.querySelectorAll("div.example")];
  if (location.protocol === "file:" && python.unable()) {
    const how = "To run these examples, serve the folder of this site: python -m http.server";
    boxes[0].after(make("p", { className: "live-note" }, how));
    return;
  }
  const examples = boxes.map((box, number) => new Example(box, number));
  examples[0].say("Runs in your browser, sends nothing.");

  // A page that is loaded anew for another release brings what was typed, and runs what ran.
  const KEPT = `careerkb:code:${location.pathname}`;
  const texts = () => examples.map(({ source, editor, since }) => [source, editor?.value ?? null, Boolean(since)]);
  python.addEventListener("leaving", () => sessionStorage.setItem(KEPT, JSON.stringify(texts())));
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "[]");
  sessionStorage.removeItem(KEPT);
  for (const [source, text, ran] of kept) {
    const example = examples.find((one) => one.source === source);
    if (!example) continue; // changed in this release
    if (text !== null || ran) example.box.closest("details")?.setAttribute("open", "");
    if (text !== null) example.edit(text);
    if (ran) example.run();
  }
})();
