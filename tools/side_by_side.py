"""Run the browser checks in two groups at once, of which neither waits long for the other."""

import subprocess
import sys
import tempfile
from pathlib import Path

FOLDER = Path("tests/chromium")
FIRST = (
    "test_pages",
    "test_live_examples",
    "test_agreement",
    "test_desk",
    "test_practice",
    "test_search",
)
PAGES = [str(FOLDER / f"{name}.py") for name in FIRST]
"""Every page in every view, every example of a page, and as much of the rest as takes half."""
GROUPS = (PAGES, [str(FOLDER), *(f"--ignore={file}" for file in PAGES)])


def side_by_side(commands: list[list[str]]) -> int:
    """
    Run commands at once and print what each said when all have ended.

    Args:
        commands: each as a list of words.

    Returns:
        0 when all of them ended with 0, otherwise the first that did not.
    """
    running = []
    for command in commands:
        said = tempfile.TemporaryFile()  # noqa: SIM115 - read when the command has ended
        running.append((subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT), said))
    ended = [process.wait() for process, _ in running]
    for _, said in running:
        said.seek(0)
        sys.stdout.write(said.read().decode("utf-8", "replace"))
        said.close()
    return next((code for code in ended if code), 0)


if __name__ == "__main__":
    raise SystemExit(side_by_side([[sys.executable, "-m", "pytest", *group] for group in GROUPS]))
