// How the results of a search are put in order: pages before the functions that they explain, and
// the list of everything, which holds every word, after the pages that it lists.
var Scorer = {
  score: ([page, , , , score, , kind]) => score - (kind === "object" ? 30 : 0) - (page === "everything" ? 20 : 0),
  objNameMatch: 11,
  objPartialMatch: 6,
  objPrio: { 0: 15, 1: 5, 2: -5 },
  objPrioDefault: 0,
  title: 20,
  partialTitle: 10,
  term: 5,
  partialTerm: 2,
};
