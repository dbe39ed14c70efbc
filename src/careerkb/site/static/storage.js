// Before any other script: where the browser keeps nothing, or is full, this page remembers what it
// is told until it is closed. One quiet line says so; scripts, the theme's included, go on.
(() => {
  let said = false;
  const quiet = () => {
    if (!said) console.info("This browser keeps nothing for this site: what you set here lasts until you leave the page.");
    said = true;
  };
  window.careerkb = { quiet };
  document.body.dataset.theme ??= "auto"; // the theme asked before this script, and shows its button by it

  class Memory {
    #kept = new Map();
    get length() { return this.#kept.size; }
    key(number) { return [...this.#kept.keys()][number] ?? null; }
    getItem(name) { return this.#kept.get(String(name)) ?? null; }
    setItem(name, text) { this.#kept.set(String(name), String(text)); }
    removeItem(name) { this.#kept.delete(String(name)); }
    clear() { this.#kept.clear(); }
  }

  for (const name of ["localStorage", "sessionStorage"]) {
    try {
      window[name].getItem("theme");
    } catch {
      quiet();
      Object.defineProperty(window, name, { configurable: true, value: new Memory() });
    }
  }
  if (typeof Storage === "undefined") return;

  // Full: what does not fit is remembered beside what is there.
  const beside = new WeakMap();
  const { getItem, setItem, removeItem } = Storage.prototype;
  Storage.prototype.setItem = function (name, text) {
    beside.get(this)?.removeItem(name);
    try {
      setItem.call(this, name, text);
    } catch {
      quiet();
      if (!beside.has(this)) beside.set(this, new Memory());
      beside.get(this).setItem(name, text);
    }
  };
  Storage.prototype.getItem = function (name) {
    return beside.get(this)?.getItem(name) ?? getItem.call(this, name);
  };
  Storage.prototype.removeItem = function (name) {
    beside.get(this)?.removeItem(name);
    removeItem.call(this, name);
  };
})();
