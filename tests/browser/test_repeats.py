"""Forms whose repeated fields stand in a page once: nothing is lost, and pages stay light."""

import gzip

import pytest

from careerkb.browser.forms import form_html
from careerkb.browser.repeats import folded, unfolded
from careerkb.terminal.catalogue import catalogue

FORMS = {name: form_html(one, "an-answer") for name, one in catalogue().items()}


def weight(text: str) -> int:
    """What it adds to a page, gzipped."""
    return len(gzip.compress(text.encode(), 9))


def test_every_form_is_made_again_from_what_the_page_holds() -> None:
    """Letter for letter, whatever it asks."""
    assert [name for name, form in FORMS.items() if unfolded(folded(form)) != form] == []


@pytest.mark.parametrize("name", ["pay.comparison", "pay.after-tax", "decide.several"])
def test_a_second_offer_costs_little(name: str) -> None:
    """The fields of the second are those of the first: the form weighs less than six tenths."""
    form = FORMS[name]
    assert weight(folded(form)) < 0.6 * weight(form)
    assert form.count('name="offer_b.') > 40
    assert folded(form).count('name="offer_b.') == 0


def test_defaults_and_steps_of_the_second_are_its_own() -> None:
    """They stand beside the mark, because the fields are copied from the first."""
    form = folded(FORMS["pay.comparison"])
    assert 'data-path="offer_b" data-like="offer_a" data-given="{&quot;offer_b.base_usd' in form
    assert "[&quot;235000&quot;" in form


def test_what_differs_in_more_than_its_defaults_is_kept() -> None:
    """A unit that only one of two records has keeps both in the page."""
    form = FORMS["pay.comparison"]
    place = form.index('name="offer_b.bonus_fraction"')
    odd = form[:place] + 'data-odd="1" ' + form[place:]
    assert folded(odd).count('name="offer_b.bonus_fraction"') == 1
    assert unfolded(folded(odd)) == odd
