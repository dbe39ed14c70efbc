"""Pages for readers: the picture comes up, the code goes into one fold at the end.

The source of a page stays as Sybil reads it, example after claim. In the built page each example
moves, in its order, into the fold "See the code that computes this", with the generated reference
behind it; the sentence before it ends there and links to it. What an example prints in plain
words or a few numbers stays. The first drawing of a noun stands before its first section.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx

from careerkb.site.claim_parts import Details, Summary
from careerkb.site.examples import is_example

__all__ = ["Fold", "fold_code", "printed", "setup"]

CODE = "See the code that computes this"
LEAD = "Each piece is named after the sentence that it bears out."
REFERENCE = "Reference"
WHOSE = "The answer above follows your numbers; the text keeps to those of the example."
CLOSED = {
    "What the article claimed": "What the article claimed, with our verdicts",
    "Every pair": "Every pair of tracks, and what is known of it",
    "Verdicts that moved": "Verdicts that moved, from what to what and why",
    "What we hold": "What we hold, data set by data set",
    "Slips with their numbers": "Slips with their numbers, twenty of them",
}
"""Sections that a reader opens, by their heading: lists to look something up in."""
FOR_WRITERS = "contributing/"
WORD = re.compile(r"[A-Za-z]{3}")
WIDE, LONG = 40, 6
"""What an example prints stays in the page up to so many letters a line and so many lines."""


class Fold(Details):
    """A part that the reader opens; a link to anything in it opens it."""


def fold_code(doctree: nodes.document) -> None:
    """
    Turn a page as it is written into a page as it is read.

    Args:
        doctree: a parsed page; it is changed in place.
    """
    page = next(iter(doctree.findall(nodes.section)), None)
    if page is None:
        return
    reference = next((one for one in page.findall(nodes.section) if _named(one, REFERENCE)), None)
    if reference is not None:
        _raise_picture(page)
        _say_whose(page)
        reference.parent.remove(reference)
    for section in list(page.findall(nodes.section)):
        if (words := CLOSED.get(_title(section))) and reference is not None:
            closed = Fold("", Summary("", words), *section[1:], classes=["fold"])
            closed["ids"] = section["ids"]
            section.parent.replace(section, closed)
    code: list[nodes.Node] = []
    for number, block in enumerate(list(_examples(page)), 1):
        code += _move(block, number)
    if reference is not None:
        code.append(reference)
    if code:
        lead = nodes.paragraph("", LEAD, classes=["code-lead"])
        page += Fold("", Summary("", CODE), lead, *code, ids=["code"], classes=["fold", "code"])


def printed(text: str) -> str:
    """
    Give what an example prints, where a reader who sees no code can read it.

    Args:
        text: prompts and results.

    Returns:
        Its results in plain lines, or nothing when there are errors, records, rows of more than
        two bare numbers, or too much for a phone.

    Example:
        >>> from careerkb.site.fold import printed
        >>> printed(">>> [one, other]\\n['1,327', '2,103']")
        '1,327 · 2,103'
    """
    lines = [line for line in text.splitlines() if not re.match(r"(>>>|\.\.\.)( |$)", line)]
    plain = [_plain(line) for line in lines]
    if not 0 < len(plain) <= LONG or not all(plain) or max(map(len, plain)) > WIDE:
        return ""
    if len({len(line.split()) if not WORD.search(line) else 0 for line in plain}) > 1:
        return ""  # results of several kinds
    return "\n".join(plain)


def _plain(line: str) -> str:
    """Write a result as a reader would, or give nothing when that takes code to understand."""
    words = line.rstrip()
    if re.fullmatch(r"[\[(][^\[\](){}]*[\])]", words):  # one list, its items apart
        words = re.sub(r"(?:'|\b), (?='|[\d+-])", " · ", words[1:-1])
    words = words.replace("'", "")
    words = re.sub(r"\b(\d{5,})(\.0)?\b(?!\.)", lambda found: f"{int(found[1]):,}", words)
    told = WORD.search(words) or len(re.findall(r"[^ ·]+", words)) <= 2
    listed = " · " in words
    spoilt = re.search(r"[\[\](){}=\"<>_]|\b(True|False|None|Traceback|Error)\b", words)
    return "" if spoilt or not (told or listed) else words


def setup(app: Sphinx) -> None:
    """Run before the table of contents is taken, on each page for readers."""
    app.add_node(Fold, html=(_open, _close))
    app.add_js_file("fold.js", loading_method="defer")
    app.connect("doctree-read", _fold, priority=400)


def _fold(app: Sphinx, doctree: nodes.document) -> None:
    if not app.env.current_document.docname.startswith(FOR_WRITERS):
        fold_code(doctree)


def _open(self: Any, node: Fold) -> None:
    self.body.append(self.starttag(node, "details", ""))


def _close(self: Any, node: Fold) -> None:
    self.body.append("</details>\n")


def _title(section: nodes.section) -> str:
    return section[0].astext() if section.children else ""


def _named(section: nodes.section, title: str) -> bool:
    return _title(section) == title


def _examples(page: nodes.section) -> Iterator[nodes.Element]:
    """Walk over the examples of the text; those of docstrings belong to the reference."""
    for block in page.findall(nodes.literal_block):
        above = block.parent
        while above is not page and not isinstance(above, addnodes.desc):
            above = above.parent
        if above is page and is_example(block):
            yield block


def _raise_picture(page: nodes.section) -> None:
    """Put the first answer that has a drawing before the first section."""
    for answer in page.findall(nodes.raw):
        if "<svg" in answer.astext() and 'class="careerkb-chart"' in answer.astext():
            first = next((i for i, one in enumerate(page) if isinstance(one, nodes.section)), None)
            if first is not None and answer.parent is not page:
                at = answer.parent.index(answer)
                if at and isinstance(before := answer.parent[at - 1], nodes.paragraph):
                    _end_sentence(before)
                answer.parent.remove(answer)
                page.insert(first, answer)
            return


def _say_whose(page: nodes.section) -> None:
    """Say below the first form, where it stands before the text, whose numbers the text has."""
    for at, part in enumerate(page):
        if isinstance(part, nodes.section):
            return
        if isinstance(part, nodes.raw) and 'class="ckb-form"' in part.astext():
            page.insert(at + 1, nodes.paragraph("", WHOSE, classes=["whose"]))
            return


def _move(block: nodes.Element, number: int) -> list[nodes.Node]:
    """Take an example out of the text; give it with the sentence that leads back."""
    home, at = block.parent, block.parent.index(block)
    before = home[at - 1] if at else None
    link = nodes.reference("", f"code {number}", internal=True, refid=f"code-{number}")
    mark = nodes.inline("", "", link, classes=["code-link"], ids=[f"text-{number}"])
    words, kept = f"Example {number}", printed(block.astext())
    if isinstance(before, nodes.paragraph):
        words = re.split(r"(?<=[.?!]) ", " ".join(before.astext().split()))[-1].rstrip(":")
        leads = before.astext().endswith(":")
        if kept and "\n" not in kept:  # one result ends the sentence that led to it
            before += [nodes.Text(" "), nodes.strong("", kept)] if leads else []
            kept = ""
        elif not kept:
            _end_sentence(before)
        before += [nodes.Text(" "), mark]
    else:
        after = home[at + 1] if at + 1 < len(home) else None
        if isinstance(after, nodes.paragraph):
            after += [nodes.Text(" "), mark]
        else:
            home.insert(at, nodes.paragraph("", "", mark))
    if kept:
        home.replace(block, nodes.literal_block(kept, kept, language="text", classes=["printed"]))
    else:
        home.remove(block)
    back = nodes.reference("", f"{number}. {words}", internal=True, refid=f"text-{number}")
    return [nodes.paragraph("", "", back, classes=["code-from"], ids=[f"code-{number}"]), block]


def _end_sentence(paragraph: nodes.paragraph) -> None:
    """Let a sentence that led to an example end where it stands."""
    last = paragraph[-1]
    if isinstance(last, nodes.Text) and last.rstrip().endswith(":"):
        paragraph.replace(last, nodes.Text(last.rstrip()[:-1] + "."))
