"""One linter for the whole project: what is wrong, on which line, why, and how to mend it.

``python -m careerkb.site docs`` runs it in a second, without building anything. Each kind of rule
stands in one module of this room, `check` calls them all, and `tests/site/test_mistakes.py` lists
the mistakes that they catch.
"""
