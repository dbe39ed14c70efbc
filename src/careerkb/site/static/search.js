// The index of the search is heavier than any page: it comes once there is something to search.
if (new URLSearchParams(location.search).get("q")) Search.loadIndex("searchindex.js");
