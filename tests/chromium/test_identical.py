"""Two letters that say the same are worth the same, whatever stands in the folds of the form."""

from playwright.sync_api import Browser, Locator

PAGE = "pay/comparison.html"
TERMS = {
    "base_usd": "250000", "bonus_fraction": "0.1", "sign_on_usd": "50000", "clawback": "prorated",
    "clawback_months": "12", "grant_usd": "400000", "schedule": "40/30/20/10", "cost_of_living": "1",
}  # fmt: skip
"""What a letter says; a term that the form shows and that is not named here is typed as 0."""


def type_into(field: Locator, text: str) -> None:
    """Put a term into its control as a reader does."""
    kind = field.evaluate("one => one.localName === 'select' ? 'select' : one.type")
    if kind == "select":
        values = field.evaluate("one => [...one.options].map((option) => option.value)")
        field.select_option(text if text in values else values[0])
    elif kind == "checkbox":
        field.set_checked(True)
    else:
        field.fill(text)


def test_two_identical_letters_make_no_difference(address: str, browser: Browser) -> None:
    """Every term that the form shows, in both offers; what is folded away is left as it is."""
    page = browser.new_page(service_workers="block")
    page.set_default_timeout(60_000)
    page.goto(f"{address}/{PAGE}")
    section = page.locator(".ckb-calculator:has(.ckb-form)").first
    section.locator(".ckb-panel > summary").click()
    typed = []
    for offer in ("offer_a", "offer_b"):
        for field in section.locator(f"[name^='{offer}.']:visible").all():
            path = field.get_attribute("name") or ""
            type_into(field, TERMS.get(path.partition(".")[2], "0"))
            typed.append(path)
    names = {path.partition(".")[2] for path in typed}
    assert {"base_usd", "bonus_fraction", "sign_on_usd", "grant_usd", "schedule"} <= names
    assert len(typed) == 2 * len(names)
    section.locator(".ckb-result[aria-busy=false]").wait_for()
    assert section.locator(".ckb-alert").inner_text() == ""
    headline = section.locator(".ckb-result .ckb-headline").inner_text()
    assert "no difference" in headline.lower() or "worth the same" in headline, headline
    assert "ahead by" not in headline
    assert "in 51 of 100" not in headline
    page.close()
