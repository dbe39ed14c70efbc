// How the results of a search are put in order: pages before the functions that they explain.
var Scorer = {
  score: ([, , , , score, , kind]) => (kind === "object" ? score - 30 : score),
  objNameMatch: 11,
  objPartialMatch: 6,
  objPrio: { 0: 15, 1: 5, 2: -5 },
  objPrioDefault: 0,
  title: 20,
  partialTitle: 10,
  term: 5,
  partialTerm: 2,
};
