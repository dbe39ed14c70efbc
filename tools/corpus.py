"""
Write down what readers may have saved with this release: a file, a link, and the answers.

``python tools/corpus.py tests/corpus/2026_12_0.json`` once, when a release is made; what stands
in `tests/corpus` then opens and answers the same for good. With `--only-new`, calculators that an
earlier release has already are left out. Where an answer changes on purpose,
``--renew careerkb.decide.letter.letter_answer`` writes that one anew; say so in the changelog.
"""

import argparse
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from careerkb.answers.answer import Answer
from careerkb.browser.fields import Calculator, Field, calculator, every_field, tree
from careerkb.browser.moved import current_name
from careerkb.browser.state import arguments, state_of
from careerkb.browser.transfer import from_toml, to_toml
from careerkb.terminal.catalogue import catalogue

CHANGED = 2
"""Besides the page's own inputs, so many states with one input changed."""


def said(answer: Answer) -> dict[str, Any]:
    """
    Write an answer down with every digit.

    Args:
        answer: of a calculator.

    Returns:
        Headline and rows; a number as the shortest text that gives the same float.
    """
    rows = [
        [cell if isinstance(cell, str) else repr(float(cell)) for cell in row]
        for row in answer.table.rows
    ]
    return {"headline": answer.headline, "rows": rows}


def answer_of(function: Calculator, state: Mapping[str, str]) -> Answer | None:
    """Ask a calculator, or give nothing where it refuses."""
    reading = arguments(function, state)
    try:
        return None if reading.errors else function(**reading.values)
    except ValueError:
        return None


def moved(field: Field) -> Iterator[str]:
    """Give other texts that a field may accept."""
    if field.spec.kind == "choice":
        yield from (str(one) for one in field.spec.choices if str(one) != field.default)
    elif field.spec.kind == "flag":
        yield "false" if field.default == "true" else "true"
    elif field.default:
        try:
            value = float(field.default)
        except ValueError:
            return
        if field.spec.kind == "integer":
            yield from (str(int(value) + 1), str(int(value) - 1))
        elif field.spec.kind == "number":
            yield from (repr(round(value * by, 6)) for by in (1.25, 0.8))


def states(function: Calculator) -> Iterator[dict[str, str]]:
    """Give the page's own inputs, then some with one input changed."""
    own = state_of(function)
    yield own
    found = 0
    for field in every_field(tree(function)):
        for text in moved(field):
            state = {**own, field.path: text}
            if answer_of(function, state) is not None:
                yield state
                found += 1
                break
        if found == CHANGED:
            return


def items(without: set[str]) -> Iterator[dict[str, Any]]:
    """Give what a reader of each calculator may have kept, with the answers of today."""
    for function in catalogue().values():
        name = f"{function.__module__}.{function.__name__}"
        own = state_of(function)
        for state in states(function) if own and name not in without else ():
            file = to_toml(function, state)
            read, faults = from_toml(function, file)
            assert not faults, (name, faults)
            link = {path: text for path, text in state.items() if text != own[path]}
            answers = answer_of(function, read), answer_of(function, link)
            if None in answers:
                raise SystemExit(f"{name} refuses what it saved itself: {file}")
            by_file, by_link = map(said, filter(None, answers))
            yield {
                "calculator": name, "link": link, "file": file,
                "file_answer": by_file, "link_answer": by_link,
            }  # fmt: skip


def renewed(item: dict[str, Any]) -> dict[str, Any]:
    """Give what a reader kept with the answers of today."""
    function = calculator(item["calculator"])
    state, faults = from_toml(function, item["file"])
    answers = answer_of(function, state), answer_of(function, item["link"])
    if faults or None in answers:
        raise SystemExit(f"{item['calculator']} refuses what was saved: {item['file']}")
    by_file, by_link = map(said, filter(None, answers))
    return {**item, "file_answer": by_file, "link_answer": by_link}


def write(file: Path, made: list[dict[str, Any]]) -> None:
    """Write one item a line, so that a change shows which."""
    lines = (json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in made)
    file.write_text("[\n" + ",\n".join(lines) + "\n]\n", "utf-8")


def main() -> None:
    """Write the file that was named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--only-new", action="store_true")
    parser.add_argument("--renew", metavar="CALCULATOR")
    given = parser.parse_args()
    if given.renew:
        old = json.loads(given.file.read_text("utf-8"))
        made = [renewed(one) if one["calculator"] == given.renew else one for one in old]
        write(given.file, made)
        return
    without: set[str] = set()
    if given.only_new:
        for file in sorted(given.file.parent.glob("*.json")):
            if file != given.file:
                old = json.loads(file.read_text("utf-8"))
                without |= {current_name(item["calculator"]) for item in old}
    made = list(items(without))
    write(given.file, made)
    print(f"{len(made)} files and links of {len({m['calculator'] for m in made})} calculators")


if __name__ == "__main__":
    main()
