// A link to a place inside of a fold opens the fold, also where the browser does not by itself.
{
  const follow = () => {
    const place = document.getElementById(location.hash.slice(1));
    let shut = place?.closest("details:not([open])");
    if (!shut) return;
    for (; shut; shut = shut.parentElement.closest("details:not([open])")) shut.open = true;
    place.scrollIntoView();
  };
  addEventListener("hashchange", follow);
  follow();
}
