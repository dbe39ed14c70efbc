"""From the raw public data sets to the handbook's figures: the only room that reads raw files.

``python -m careerkb.figures FOLDER`` writes every figure; with ``--check`` it compares instead and
fails when a byte differs. Needs the dependency group `figures`; nothing else imports this room.
"""
