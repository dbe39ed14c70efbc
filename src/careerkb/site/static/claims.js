// Filters of a list of claims. Without this script the list is complete and the form stays hidden.
{
  const form = document.querySelector("form.claims-filter");
  const claims = [...document.querySelectorAll("li.claim")];
  const details = [...document.querySelectorAll("details.claim-evidence")];
  const names = ["chapter", "verdict", "kind"].filter((name) => form?.elements[name]);

  const filter = () => {
    let shown = 0;
    for (const claim of claims) {
      claim.hidden = names.some((name) => {
        const wanted = form.elements[name].value;
        return wanted && claim.dataset[name] !== wanted;
      });
      shown += claim.hidden ? 0 : 1;
    }
    for (const list of document.querySelectorAll("ul.claims")) {
      list.parentElement.hidden = !list.querySelector("li.claim:not([hidden])");
    }
    form.elements.count.value = `${shown} of ${claims.length} claims shown`;
  };

  const clear = () => {
    names.forEach((name) => (form.elements[name].value = ""));
    filter();
  };

  const openAll = (open) => {
    details.forEach((part) => (part.open = open));
    if (form.elements.open) form.elements.open.textContent = open ? "Close all evidence" : "Open all evidence";
  };

  // An address of a claim shows it, filters or not, with its evidence.
  const follow = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (target.closest("[hidden]")) {
      clear();
      target.scrollIntoView();
    }
    if (target.matches("li.claim")) target.querySelector("details")?.setAttribute("open", "");
  };

  if (form) {
    form.addEventListener("change", filter);
    form.elements.clear.addEventListener("click", clear);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.elements.open?.addEventListener("click", () => openAll(!details.every((part) => part.open)));
    addEventListener("hashchange", follow);
    addEventListener("beforeprint", () => openAll(true));
    form.hidden = false;
    filter();
    follow();
  }
}
