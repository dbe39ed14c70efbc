// What the reader did, all of it: text by field, in parts, each change with its time. A page writes
// its part under "careerkb:<name>" through this; the part is then in the reader's one file, and in
// what two tabs and a file are merged into: of each field the later change is kept.
"use strict";
{
  const PREFIX = "careerkb:", TIMES = "careerkb:times";

  const parsed = (key) => {
    try {
      const kept = JSON.parse(localStorage.getItem(key));
      return kept && typeof kept === "object" ? kept : {};
    } catch {
      return {}; // no JSON
    }
  };
  const put = (key, value) =>
    Object.keys(value).length ? localStorage.setItem(key, JSON.stringify(value)) : localStorage.removeItem(key);

  const mine = {
    // Text by field, and nothing else. Storage that fails is mended by storage.js.
    read: (key) => Object.fromEntries(Object.entries(parsed(key)).filter(([, text]) => typeof text === "string")),

    write(key, state, when = Date.now()) {
      const before = mine.read(key), times = parsed(TIMES), own = { ...times[key] };
      for (const field of new Set([...Object.keys(before), ...Object.keys(state)])) {
        if (before[field] !== state[field]) own[field] = when;
      }
      put(key, state);
      if (Object.keys(own).length) put(TIMES, { ...times, [key]: own });
    },

    names: () => Array.from({ length: localStorage.length }, (_, n) => localStorage.key(n))
      .filter((key) => key.startsWith(PREFIX) && key !== TIMES),

    // Everything, as the one file holds it.
    all() {
      const short = (key) => key.slice(PREFIX.length);
      const times = Object.entries(parsed(TIMES)).map(([key, own]) => [short(key), own]);
      return {
        parts: Object.fromEntries(mine.names().sort().map((key) => [short(key), mine.read(key)])),
        times: Object.fromEntries(times),
      };
    },

    // Take over a file, field by field: what is not here, and what was changed later than here.
    // Says what it did, to whom it concerns.
    take(name, { parts, times }) {
      let taken = 0, kept = 0, aside = 0;
      const here = parsed(TIMES);
      for (const [title, part] of Object.entries(parts)) {
        const key = PREFIX + title, own = mine.read(key), made = { ...own };
        const since = { ...here[key] };
        // What a later release wrote is kept beside, for that release; it may not be read here.
        if (Number(part.version) > Number(own.version ?? Infinity)) {
          mine.write(`${key}-of-version-${Number(part.version)}`, part);
          aside += 1;
          continue;
        }
        for (const [field, text] of Object.entries(part)) {
          if (own[field] === text) continue;
          const later = (times[title]?.[field] ?? 0) > (since[field] ?? 0);
          if (own[field] !== undefined && !later) {
            kept += 1;
            continue;
          }
          made[field] = text;
          taken += 1;
        }
        mine.write(key, made);
      }
      const rest = kept ? `; ${kept} of yours ${kept === 1 ? "is" : "are"} newer and ${kept === 1 ? "stays" : "stay"}` : "";
      const beside = aside ? ` ${aside} ${aside === 1 ? "part is" : "parts are"} of a later version of this site and kept beside yours.` : "";
      const said = `Opened ${name}: ${taken} ${taken === 1 ? "entry" : "entries"} taken over${rest}.${beside}`;
      dispatchEvent(new CustomEvent("careerkb:mine", { detail: said }));
      return said;
    },
  };

  window.careerkb = Object.assign(window.careerkb ?? {}, { mine });
}
