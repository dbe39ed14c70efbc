// Words that readers type (words.js) lead to their page first; then comes what Sphinx found. The
// index is heavier than any page: it comes once there is something to search.
{
  const plain = (text) => text.toLowerCase().replace(/[^\p{Letter}\p{Number}]/gu, "");
  const singular = (word) =>
    word.replace(/ies$/, "y").replace(/(x|ss|ch|sh)es$/, "$1").replace(/([^s])s$/, "$1");
  const LONGEST = 6; // words of one entry
  const entries = WORDS.flatMap(({ typed, ...entry }) => typed.map((text) => ({ key: singular(plain(text)), ...entry })));

  // The entries whose words stand in the query, side by side; those with the most letters first.
  function meant(query) {
    const words = query.split(/\s+/).flatMap((word) => word.split("/")).map(plain).filter(Boolean);
    const found = new Map();
    for (let first = 0; first < words.length; first += 1) {
      for (let last = first + 1; last <= Math.min(words.length, first + LONGEST); last += 1) {
        const key = singular(words.slice(first, last).join(""));
        for (const entry of entries) if (entry.key === key && !found.has(entry.page)) found.set(entry.page, entry);
      }
    }
    return [...found.values()].sort((one, other) => other.key.length - one.key.length);
  }

  // Single letters, as of "H-1B", would be marked all over the excerpts.
  const read = Search._parseQuery;
  Search._parseQuery = (query) => {
    const [text, terms, excluded, marked, objects] = read(query);
    return [text, terms, excluded, new Set([...marked].filter((word) => word.length > 1)), objects];
  };

  const ordinary = Search._performSearch;
  Search._performSearch = (query, ...terms) => {
    const { docnames, filenames, titles } = Search._index;
    const first = meant(query).filter(({ page }) => docnames.includes(page)).map(({ page, missing }) => {
      const number = docnames.indexOf(page);
      const says = missing ? `no page yet about ${missing}; this one is the nearest` : null;
      return [page, titles[number], "", says, 1000, filenames[number], SearchResultKind.title];
    });
    const pages = new Set(first.map(([page]) => page));
    const rest = ordinary(query, ...terms).filter(([page, , anchor]) => anchor || !pages.has(page));
    return [...rest, ...first.reverse()]; // Sphinx shows the last one first
  };

  if (new URLSearchParams(location.search).get("q")) Search.loadIndex("searchindex.js");
}
