"""A page loads only what its markup uses."""

import pytest

from careerkb.site.lean import bare, purged, wanted


@pytest.mark.parametrize(
    ("name", "body", "needed"),
    [
        ("_static/furo.css", "<p>plain</p>", True),
        ("_static/design.css", "<p>plain</p>", False),
        ("_static/design.css", '<div class="sd-card">', True),
        ("_static/sphinx-design.min.css", '<div class="sd-card">', False),
        ("_static/design-tabs.js", '<div class="sd-card">', False),
        ("_static/styles/furo-extensions.css", "<p>plain</p>", False),
        ("_static/styles/furo-extensions.css", '<div class="sd-card">', True),
        ("claims.js", "<p>plain</p>", False),
        ("stale.js", "<p>plain</p>", False),
        ("stale.js", '<p data-stale-after="2027-06-30" hidden>', True),
        ("claims.js", '<tr data-verdict="mixed">', True),
    ],
)
def test_a_file_is_left_out_when_nothing_uses_it(name: str, body: str, needed: bool) -> None:
    """By the markup that it styles."""
    assert wanted(name, body) is needed


def test_a_rule_that_nothing_matches_is_left_out() -> None:
    """A selector is used when all its classes and ids are words of a page; `:not` asks for none."""
    words = {"a", "b"}
    assert purged(".a .b{top:0}.a .c{top:1px}", words) == ".a .b{top:0}"
    assert purged("p:not(.c){top:0}", words) == "p:not(.c){top:0}"
    assert purged("@media print{.c{top:0}.a{top:1px}}", words) == "@media print{.a{top:1px}}"
    assert purged("body.c,#b{top:0}", words) == "body.c,#b{top:0}"


def test_a_script_loses_its_remarks_and_nothing_else() -> None:
    """Those with lines of their own; one before code stays, and so does what looks like one."""
    script = "/**\n * Say it.\n */\n  say('/*'); // once\n/* a */ b();\n/* c */\nc('*/');\n"
    assert bare(script) == "say('/*'); // once\n/* a */ b();\nc('*/');\n"
