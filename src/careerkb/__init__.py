"""Functions behind the careerkb handbook: one noun a module, one chapter a package.

A chapter is loaded when it is first named, so this costs nothing::

    import careerkb
    careerkb.pay

Examples say where a name lives::

    from careerkb.pay.vesting import vested_fraction
"""

from importlib import import_module
from types import ModuleType

__all__ = [
    "__version__",
    "checklist",
    "decide",
    "evidence",
    "exits",
    "faq",
    "interviews",
    "mistakes",
    "pay",
    "work",
]


def __getattr__(name: str) -> ModuleType | str:
    """Load a chapter, or read the version, when it is first asked for."""
    if name == "__version__":
        from importlib.metadata import version

        return version("careerkb")
    if name in __all__:
        return import_module(f"careerkb.{name}")
    raise AttributeError(
        f"module 'careerkb' has no attribute {name!r}; it has {', '.join(__all__)}"
    )


def __dir__() -> list[str]:
    """Name the chapters, which are not loaded yet."""
    return sorted(__all__)
