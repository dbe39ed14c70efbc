"""Every task of the project. `nox` runs lint, tests and docs; `nox --list` names the others."""

import shutil
from pathlib import Path

import nox

nox.needs_version = ">=2025.5.1"
nox.options.sessions = ["lint", "tests", "docs"]
nox.options.default_venv_backend = "virtualenv"
nox.options.reuse_existing_virtualenvs = True

SITE = Path("docs/_build/html")
OFFLINE = Path("docs/_build/offline")
PARSED = "docs/_build/parsed"  # Sphinx keeps its own files here, out of what is published
GROUPS = ("browser", "docs", "lint", "node", "preview", "tests")


def install(session: nox.Session, group: str) -> None:
    """Install exactly the pinned packages of a dependency group, then this project."""
    session.install("--require-hashes", "-r", f"constraints/{group}.txt")
    session.install("--no-deps", "--no-build-isolation", "-e", ".")


def install_node(session: nox.Session) -> None:
    """Install Node from its wheel where the system has none: it fetches and runs Pyodide."""
    if not (shutil.which("node") and shutil.which("npm")):
        session.install("--require-hashes", "-r", "constraints/node.txt")


@nox.session
def lint(session: nox.Session) -> None:
    """Check pages, format, style, types and spelling; `-- pages` checks the pages alone."""
    install(session, "lint")
    session.run("python", "-m", "careerkb.site", "docs")
    if "pages" in session.posargs:
        return
    session.run("ruff", "format", "--check", ".")
    session.run("ruff", "check", ".")
    session.run("mypy")
    session.run("codespell")


@nox.session
def tests(session: nox.Session) -> None:
    """Run the unit, property and house tests and every example of the pages and docstrings."""
    install(session, "tests")
    session.run("pytest", *session.posargs)


@nox.session
def docs(session: nox.Session) -> None:
    """Build the site with warnings as errors; `-- offline` makes the edition for files."""
    install(session, "docs")
    install_node(session)
    command = ["sphinx-build", "-n", "-W", "--keep-going", "-q", "docs"]
    if "offline" in session.posargs:
        session.run(
            *command, "-d", f"{PARSED}/offline", "-D", "careerkb_packed=yes",
            "-D", "html_show_search_summary=0", str(OFFLINE),
        )  # fmt: skip
        session.log("Everything is in %s; open index.html there.", OFFLINE)
        return
    session.run(*command, "-d", f"{PARSED}/html", str(SITE))
    if not (SITE / "_static/live/manifest.json").exists():
        session.log(
            "npm could not be had, so this is the static site: complete, nothing runs in it."
        )
    session.log("The site is built. Open %s", (SITE / "index.html").resolve().as_uri())
    session.log("or serve it, which also runs the examples: python tools/serve.py %s", SITE)


@nox.session
def browser(session: nox.Session) -> None:
    """Open every page of the built site in Chromium: no foreign request, error or axe finding."""
    install(session, "browser")
    install_node(session)
    if session.posargs:
        session.run("pytest", "tests/chromium", *session.posargs)
    else:
        session.run("python", "tools/side_by_side.py")


@nox.session
def serve(session: nox.Session) -> None:
    """Serve the built site on this machine, with the headers that a host should send."""
    session.run("python", "tools/serve.py", *session.posargs)


@nox.session
def preview(session: nox.Session) -> None:
    """Serve the site on this machine and rebuild it at every change."""
    install(session, "preview")
    session.run(
        "sphinx-autobuild", "-n", "--watch", "src", "-d", f"{PARSED}/preview", "docs", str(SITE)
    )


@nox.session
def bite(session: nox.Session) -> None:
    """Change one digit in the result of each example and see that each change is caught."""
    install(session, "tests")
    session.run("python", "tools/bite.py", *session.posargs)


@nox.session
def bench(session: nox.Session) -> None:
    """Measure a comparison against a simulation, and building 200 and 2,000 pages."""
    install(session, "tests")
    session.run("python", "tools/bench_money.py", env={"PYTHONPATH": "tests"})
    session.run("python", "tools/bench.py", *session.posargs)


@nox.session
def figures(session: nox.Session) -> None:
    """Make the figures from a folder of raw data sets, or `--check` that they reproduce."""
    install(session, "tests")
    session.run("python", "-m", "careerkb.figures", *session.posargs)


@nox.session
def links(session: nox.Session) -> None:
    """Ask every external address whether it still answers (scheduled, never part of CI)."""
    install(session, "docs")
    session.run("sphinx-build", "-b", "linkcheck", "-q", "docs", "docs/_build/links")


@nox.session
def stale(session: nox.Session) -> None:
    """List the pages and data files whose `stale_after` has passed (scheduled)."""
    install(session, "tests")
    session.run("python", "tools/stale.py", *session.posargs)


@nox.session
def new_page(session: nox.Session) -> None:
    """Start a noun: `nox -s new_page -- pay/pension` writes its page, module and test."""
    install(session, "tests")
    session.run("python", "tools/new_page.py", *session.posargs)


@nox.session
def pins(session: nox.Session) -> None:
    """Pin every dependency group anew: names, versions and hashes, no addresses."""
    session.install("uv")
    for group in GROUPS:
        session.run(
            "uv", "pip", "compile", "-q", "--upgrade", "--universal", "--generate-hashes",
            "--no-header", "--no-annotate", "--python-version", "3.11", "pyproject.toml",
            "--group", group, "-o", f"constraints/{group}.txt",
        )  # fmt: skip
