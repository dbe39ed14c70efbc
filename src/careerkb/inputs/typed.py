"""What people type for a number: 600k, $310,000, 310 000, 15 %, 0,15.

What can be read in one way only is read; what can be read in two ways is asked about.
"""

from __future__ import annotations

import re

from careerkb.inputs.checks import check, number_cause
from careerkb.inputs.refusals import Refusal
from careerkb.inputs.spec import Spec

__all__ = ["echo", "parted", "plain_text", "understood"]

SPACES = r"[\s_'’\u00a0\u2007\u2009\u202f]+"
NUMBER = r"(?a)[-+]?(\d+([.,]\d*)*|[.,]\d+)([eE][-+]?\d+)?"
GROUPS = r"(?a)[-+]?[1-9]\d{0,2}([.,]\d{3})+"
OTHER_MONEY = r"(?i)[€£¥₹]|\b(eur|euros?|gbp|pounds?|chf|jpy|inr|cad|aud|sek)\b"
DOLLARS = r"(?i)us\s*\$|\$|\b(usd|us dollars?|dollars?)\b"
PERCENT = r"(?i)(%|\b(percent|per cent|pct))$"
A_YEAR = r"(?i)(/|\b(a|per)\s+)?\s*(year|yr|annum|y)$"
SCALES = {"k": 3, "thousand": 3, "m": 6, "mm": 6, "mio": 6, "million": 6, "b": 9, "bn": 9}
SCALES["billion"] = 9
SCALE = rf"(?i)(?<=[\d.,\s])({'|'.join(sorted(SCALES, key=len, reverse=True))})$"
PLAIN = re.compile(r"[-+]?(0|[1-9]\d*)(\.(\d{1,2}|\d{4,}))?(e[-+]?\d+)?", re.ASCII)
"""What everybody writes alike; the other patterns wait until somebody does not."""


def _is_money(spec: Spec) -> bool:
    return spec.unit.startswith("USD")


def understood(spec: Spec, text: str) -> float | int:
    """
    Read a number as people type it.

    Args:
        spec: of a number; its unit decides what currency, percent and thousands may mean.
        text: as typed.

    Returns:
        The number, in the unit and range of *spec*.

    Raises:
        ValueError: it is no number, in another unit, ambiguous or out of range; the refusal has
            an empty path.

    Example:
        >>> from careerkb.inputs import Fraction, Usd, spec_of, understood
        >>> [understood(spec_of(Usd), text) for text in ("600k", "$310,000", "1.2m")]
        [600000, 310000, 1200000]
        >>> understood(spec_of(Fraction), "15 %")
        0.15
    """
    text = text.strip()
    if PLAIN.fullmatch(text):
        value: float | int = _number(spec, text)
        _ask(spec, value, value)
    else:
        value = _loose(spec, text)
    try:
        taken: float | int = check("", value, spec)
    except Refusal as fault:
        shown = value if PLAIN.fullmatch(text) else text
        raise Refusal((), shown, fault.allowed, number_cause(spec, value, typed=True)) from None
    return taken


def _loose(spec: Spec, typed: str) -> float | int:
    def refused(cause: str) -> Refusal:
        return Refusal((), typed, spec.allowed, cause)

    if not typed:
        raise refused("it is empty")
    if re.search(OTHER_MONEY, typed):
        raise refused("amounts are US dollars: convert it, and say which rate you took")
    text, dollars = re.subn(DOLLARS, "", typed)
    text = text.replace("−", "-").strip()
    if dollars and not _is_money(spec):
        raise refused("this is no sum of money; leave out the dollars")
    if spec.unit.endswith("a year"):
        text = re.sub(A_YEAR, "", text).strip()
    text, percent = re.subn(PERCENT, "", text)
    if percent and not spec.is_share:
        raise refused("this is no share of anything; leave out the percent")
    text = _without_unit(spec, text.strip())
    power = -2 if percent else 0
    if scale := re.search(SCALE, text):
        if percent or not (_is_money(spec) or spec.unit in SCALED):
            raise refused(f"write {text!r} as a plain number")
        power, text = SCALES[scale[1].lower()], text[: scale.start()].strip()
    digits = re.sub(SPACES, "", text)
    if not re.fullmatch(NUMBER, digits) or _broken(text):
        raise refused(_no_number(spec, typed))
    value = _number(spec, _decimal(spec, digits, bool(power), refused), power)
    if not dollars and not power:
        _ask(spec, value, typed)
    return value


SCALED = (
    "count", "jobs", "shares", "requests a day", "tokens a second", "number",
    "of its own currency a year",
)  # fmt: skip
"""Units besides dollars that people write with a k or an m behind the number."""


def _without_unit(spec: Spec, text: str) -> str:
    """Leave out the unit where it was typed: 12 months."""
    unit = spec.unit.partition(" ")[0].rstrip("s")
    return re.sub(rf"\s*{unit}s?$", "", text, flags=re.I) if unit in ("month", "year") else text


def _broken(text: str) -> bool:
    """Say whether spaces stand elsewhere than between thousands."""
    parts = [part for part in re.split(SPACES, text.strip()) if part]
    later = (re.fullmatch(r"\d{3}([.,]\d*)?", part, re.ASCII) for part in parts[1:])
    return not all(later) and parts[0] not in ("-", "+")


def _decimal(spec: Spec, text: str, scaled: bool, refused: object) -> str:
    """Tell thousands from decimals; ask where both could be meant."""
    marks = set(re.findall(r"[.,]", text))
    if len(marks) == 2:
        last = max(text.rfind("."), text.rfind(","))
        whole = text[:last]
        if not re.fullmatch(GROUPS, whole) or text[last] in whole:
            raise refused(_no_number(spec, text))  # type: ignore[operator]
        return re.sub(r"[.,]", "", whole) + "." + text[last + 1 :]
    if not marks:
        return text
    mark = marks.pop()
    if text.count(mark) > 1:
        if not re.fullmatch(GROUPS, text):
            raise refused(_no_number(spec, text))  # type: ignore[operator]
        return text.replace(mark, "")
    grouped = re.fullmatch(GROUPS, text) and not scaled
    if grouped and mark == ",":
        return text.replace(",", "")
    if grouped and spec.unit.startswith("USD") and spec.low >= 0 and spec.high > 1e6:
        whole, _, rest = text.partition(mark)
        words = f"write {whole}{rest} if the point parts thousands, {whole} if it parts decimals"
        raise refused(words)  # type: ignore[operator]
    return text.replace(",", ".")


def _number(spec: Spec, text: str, power: int = 0) -> float | int:
    mantissa, _, exponent = text.lower().partition("e")
    if not power and not exponent and "." not in mantissa and len(mantissa) < 400:
        return int(mantissa)
    value = float(f"{mantissa}e{int(exponent or 0) + power}")
    whole = spec.kind == "integer" or power > 0
    return int(value) if whole and abs(value) < 1e15 and value.is_integer() else value


def _no_number(spec: Spec, typed: str) -> str:
    if len(re.findall(r"\d\w*\s*(-|–|\bto\b)\s*\$?\d", typed)) == 1:
        return "give one number, such as the middle of the range"
    if _is_money(spec):
        return "give a number, such as 600000, 600k or $600,000"
    return "give a number, such as 0.15 or 15 %" if spec.is_share else "give a number in figures"


def _ask(spec: Spec, value: float | int, shown: object) -> None:
    for ask in spec.asks:
        if ask.when(float(value)):
            raise Refusal((), shown, "beyond doubt", ask.say(float(value)))


def plain_text(spec: Spec, value: float | int) -> str:
    """
    Write a number so that `understood` reads it back as the same one, without asking.

    Args:
        spec: what the field accepts.
        value: of that kind.

    Returns:
        Text; whole numbers without a point.
    """
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    text = str(value)
    if re.fullmatch(r"-?[1-9]\d{0,2}\.\d{3}", text):
        text += "0"  # else it could be thousands
    return f"${text}" if any(ask.when(float(value)) for ask in spec.asks) else text


def echo(spec: Spec, value: float | int) -> str:
    """
    Say a number with its unit, as it was understood.

    Args:
        spec: what it was read by.
        value: the number.

    Returns:
        Like "310,000 USD" or "15 %".

    Example:
        >>> from careerkb.inputs import Usd, echo, spec_of
        >>> echo(spec_of(Usd), 310_000)
        '310,000 USD'
    """
    if spec.is_share:
        return f"{float(f'{value * 100:.12g}'):g} %"
    words = f"{value:,.0f}" if float(value).is_integer() else f"{value:,.12g}"
    return f"{words} {spec.unit}".strip()


def parted(text: str) -> list[str] | None:
    """
    Part a list as it is typed.

    Args:
        text: parts between commas or, where numbers hold commas themselves, semicolons.

    Returns:
        The parts, or nothing when a comma could be either.
    """
    mark = ";" if ";" in text else ","
    parts = [part.strip() for part in text.split(mark)] if text.strip() else []
    if mark == "," and any(re.fullmatch(r"0\d\d", part) for part in parts[1:]):
        return None
    return parts
