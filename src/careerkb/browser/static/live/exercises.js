// Exercises: the reader's code, checked by our cases in Python; a result goes to the history.
"use strict";
(() => {
  const { python } = window.careerkb, HERE = document.currentScript.src;
  let last = 0;

  // The history has one keeper, which is loaded with the first result.
  let keeper;
  function record(name, text) {
    keeper ??= new Promise((resolve) => {
      const script = document.createElement("script");
      script.onload = resolve;
      script.src = new URL("practice.js", HERE);
      document.head.append(script);
    });
    return keeper.then(() => window.careerkb.practice.record(name, text));
  }

  class Exercise {
    constructor(box) {
      this.name = box.dataset.name;
      const starter = box.querySelector("pre").textContent, id = `ckb-exercise-${(last += 1)}`;
      this.editor = document.createElement("textarea");
      Object.assign(this.editor, {
        id, className: "live-editor", value: starter, spellcheck: false, autocapitalize: "off", autocomplete: "off",
        oninput: () => this.fit(), onkeydown: (event) => this.key(event),
      });
      this.editor.setAttribute("aria-label", `Your code for ${box.dataset.title}`);
      this.checks = this.button("Check", () => (this.busy ? python.stop() : this.check()));
      this.checks.className = "ckb-practice-go";
      const reset = this.button("Start over", () => {
        this.editor.value = starter;
        this.fit();
        this.said.textContent = "";
      });
      this.said = document.createElement("output");
      this.said.htmlFor = id;
      const bar = document.createElement("div");
      bar.className = "ckb-practice-row";
      bar.append(this.checks, reset);
      box.replaceChildren(this.editor, bar, this.said);
      this.fit();
      python.addEventListener("progress", ({ detail: { state, message } }) => {
        if (this.busy && state === "loading") this.said.textContent = message;
        if (this.busy && state === "ready") this.said.textContent = "Checking…";
      });
    }

    button(text, onclick) {
      const button = document.createElement("button");
      return Object.assign(button, { type: "button", textContent: text, onclick });
    }

    fit() {
      this.editor.rows = Math.max(4, this.editor.value.split("\n").length + 1);
    }

    // Enter keeps the indent; Tab leaves, as everywhere, so that nobody is caught.
    key(event) {
      const { editor } = this;
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      if (event.ctrlKey || event.metaKey) {
        if (!this.busy) this.check();
      } else {
        const line = editor.value.slice(0, editor.selectionStart).split("\n").pop();
        document.execCommand("insertText", false, `\n${line.match(/^ */)[0]}${/[:([{]$/.test(line) ? "    " : ""}`);
      }
      event.preventDefault();
    }

    async check() {
      this.busy = true;
      this.checks.textContent = "Stop";
      this.said.className = "";
      this.said.textContent = python.state === "ready" ? "Checking…" : "Loading Python…";
      try {
        const made = await python.ask("check", { name: this.name, code: this.editor.value });
        if (made.error) throw new Error(made.error);
        this.said.textContent = `${made.passed ? "✓" : "✗"} ${made.said}`;
        record(this.name, made.passed ? "passed" : `not yet: ${made.said}`);
      } catch ({ message }) {
        this.said.textContent = message === "stopped" ? "Stopped by you: is there a loop that does not end?" : message;
      }
      this.busy = false;
      this.checks.textContent = "Check";
    }
  }

  for (const box of document.querySelectorAll(".ckb-exercise")) new Exercise(box);
})();
