// A chance that a calculator asks for, corrected by what became of the reader's own forecasts. The
// offer stands under the field in use, only where forecasts are kept here, and changes nothing unasked.
"use strict";
{
  const NAME = "forecasts-answer", KEY = `careerkb:calculator:${NAME}`;
  const record = () => window.careerkb.mine.read(KEY);
  const some = () => Object.keys(record()).some((path) => path.startsWith("forecasts."));
  const offer = document.createElement("p");
  offer.className = "ckb-help ckb-record";
  offer.innerHTML = `<button type="button">Correct it by my forecasts</button> <span role="status"></span>`;
  const [button, said] = offer.children;
  let field = null;

  const correct = async () => {
    const asked = field, before = asked.value;
    if (before === asked.dataset.corrected) return "This chance is corrected already.";
    const state = { ...record(), next_probability: before };
    const request = { function: "careerkb.interviews.forecasts.forecasts_answer", id: NAME, state };
    const made = await window.careerkb.python.ask("answer", request);
    const fault = made.error ?? Object.values(made.errors)[0];
    if (fault) return fault;
    const { said: from, corrected: to } = made.gives ?? {};
    if (!to) return made.headline;
    if (asked.value !== before) return "";
    asked.value = asked.dataset.corrected = String(Number(to) / 100);
    asked.dispatchEvent(new Event("input", { bubbles: true }));
    return `You say ${from} %; by your record, ${to} %.`;
  };

  addEventListener("focusin", ({ target }) => {
    if (!/probability$/.test(target.name ?? "") || target.closest(`[data-id="${NAME}"]`)) return;
    if (target === field || !target.closest(".ckb-form") || !some()) return;
    field = target;
    said.textContent = "";
    field.closest(".ckb-field").append(offer);
  });
  button.addEventListener("click", async () => {
    button.disabled = true;
    said.textContent = "Reading your forecasts\u2026";
    const from = field;
    const words = await correct().catch((fault) => fault.message);
    if (from === field) said.textContent = words;
    button.disabled = false;
  });
}
