"""What the modules hold: public names listed, parameters with units, no clock, no circle."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from careerkb.site.lint.examples import asking_faults, doctest_faults, nodes
from careerkb.site.lint.page import Fault

__all__ = [
    "circles",
    "docstring_faults",
    "imports",
    "module_faults",
    "parse_module",
    "source_files",
]

BARE = {"float", "int", "complex"}
NAMED_UNITS = {
    "Usd": "usd", "YearlyPayUsd": "usd", "Months": "month", "Month": "month",
    "Years": "year", "Seconds": "second", "Hours": "hour",
}  # fmt: skip
"""Types of `careerkb.inputs` whose unit a parameter's name must say, and the word for it."""


def parse_module(text: str) -> ast.Module | Fault:
    """Parse a module, or say where it is no Python."""
    try:
        return ast.parse(text)
    except SyntaxError as fault:
        return Fault(fault.lineno or 1, f"no Python ({fault.msg})", "mend the line")


def module_faults(tree: ast.Module, used_elsewhere: str) -> Iterator[Fault]:
    """
    Check the module of a noun.

    Args:
        tree: its code.
        used_elsewhere: the text of all other modules.

    Returns:
        A fault for a public name that is not listed, a parameter without type or unit, a chart
        without summary, and code that asks the clock, the network, chance or the machine.
    """
    listed = next(
        (
            {name.value for name in node.value.elts if isinstance(name, ast.Constant)}
            for node in tree.body
            if isinstance(node, ast.Assign)
            and getattr(node.targets[0], "id", "") == "__all__"
            and isinstance(node.value, ast.List | ast.Tuple)
        ),
        None,
    )
    if listed is None:
        yield Fault(1, "no __all__", "list the public names below the imports")
    for node in tree.body:
        if not isinstance(node, ast.FunctionDef | ast.ClassDef) or node.name.startswith("_"):
            continue
        if listed is not None and node.name not in listed:
            if not re.search(rf"\b{node.name}\b", used_elsewhere):
                remedy = f"add it, or call it _{node.name}"
                yield Fault(node.lineno, f"{node.name} is not in __all__", remedy)
        elif isinstance(node, ast.FunctionDef):
            yield from _parameter_faults(node)
    yield from asking_faults(tree)
    for inner in nodes(tree):
        if isinstance(inner, ast.Call) and getattr(inner.func, "id", "") == "Chart":
            given = {keyword.arg for keyword in inner.keywords}
            if not given & {"summary", None}:
                remedy = "say in one sentence what it shows: summary=headline"
                yield Fault(inner.lineno, "a chart without summary", remedy)


def _parameter_faults(function: ast.FunctionDef) -> Iterator[Fault]:
    for argument in [*function.args.args, *function.args.kwonlyargs]:
        place = f"parameter {argument.arg} of {function.name}"
        if argument.annotation is None:
            remedy = "annotate it with a type of careerkb.inputs"
            yield Fault(argument.lineno, f"{place} has no type", remedy)
            continue
        names = ast.unparse(argument.annotation).split(" | ")
        for name in names:
            word = NAMED_UNITS.get(name, "")
            if name in BARE:
                remedy = "use a type of careerkb.inputs, such as Usd, Fraction or PositiveCount"
                yield Fault(argument.lineno, f"{place} is a number without unit and range", remedy)
            elif word not in argument.arg:
                remedy = f"end it in _{word}" + ("" if word == "usd" else "s")
                yield Fault(argument.lineno, f"{place} does not name its unit", remedy)


def docstring_faults(tree: ast.Module, lines: list[str]) -> Iterator[Fault]:
    """Check the examples of the docstrings, and that none brings HTML into the reference."""
    for node in nodes(tree):
        if not isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) or not node.body:
            continue
        first = node.body[0]
        if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
            text = "\n".join(lines[first.lineno - 1 : first.end_lineno])
            if ">>>" in text:
                yield from doctest_faults(text, first.lineno - 1)
            if match := re.search(
                r"^\s*\.\. (raw|include|role|image|literalinclude)::", text, re.M
            ):
                line = first.lineno + text.count("\n", 0, match.start(1))
                yield Fault(line, f"the directive {match[1]} in a docstring", "write plain words")


def imports(tree: ast.Module, module: str) -> dict[str, int]:
    """Give every module that the code imports, `from x import y` as both, with the line."""
    found: dict[str, int] = {}
    for node in nodes(tree):
        if not isinstance(node, ast.Import | ast.ImportFrom):
            continue
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            base = node.module or ""
            if node.level:
                base = ".".join([*module.split(".")[: -node.level], base]).rstrip(".")
            names = [base, *(f"{base}.{alias.name}" for alias in node.names)]
        for name in names:
            found.setdefault(name, node.lineno)
    return found


def circles(graph: Mapping[str, Mapping[str, int]]) -> Iterator[tuple[str, Fault]]:
    """
    Find modules that import each other.

    Args:
        graph: module to the modules that it imports, each with the line.

    Returns:
        For one circle the module that closes it and the fault, which names the way round.
    """
    left = {name: {u: n for u, n in uses.items() if u != name} for name, uses in graph.items()}
    while free := {name for name, uses in left.items() if not uses.keys() & left.keys()}:
        left = {name: uses for name, uses in left.items() if name not in free}
    if left:
        way = [min(left)]
        while way[-1] not in way[:-1]:
            way.append(min(left[way[-1]].keys() & left.keys()))
        way = way[way.index(way[-1]) :]
        reason = "a circle of imports: " + " imports ".join(way)
        remedy = "move what both need into a third module"
        yield way[-2], Fault(left[way[-2]][way[-1]], reason, remedy)


def source_files(root: Path) -> dict[str, Path]:
    """Map the dotted name of every module to its file."""
    source = root / "src"
    return {
        ".".join(f.relative_to(source).with_suffix("").parts).removesuffix(".__init__"): f
        for f in sorted((source / "careerkb").rglob("*.py"))
    }
