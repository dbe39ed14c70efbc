"""Count skills by title in an open set of advertisements, and how far two titles ask for the same.

The set is alexeygrigorev/ai-engineering-field-guide, commit 1961e78: name its folder
`job-market/data_structured`. It needs a reader of YAML. The counts and overlaps stand in
`src/careerkb/data/skill_counts.toml` and `skill_overlap.toml`.
"""

import random
import re
import sys
from collections import Counter
from itertools import combinations
from pathlib import Path

import yaml  # type: ignore[import-untyped]

TITLES = {
    "research engineer": r"research engineer",
    "ML engineer": r"(machine learning|\bml) (software )?engineer|engineer.*machine learning",
    "ML platform engineer": r"ml ?ops|(ml|ai|machine learning) (platform|infra)",
    "AI engineer": r"\b(ai|ai/ml|llm|genai|generative ai|ai software) engineer",
}
"""The first pattern that a title holds decides; other titles are left out."""
ASKED, DRAWS = 0.1, 2_000
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Ads = list[frozenset[str]]


def advertisements(folder: Path) -> dict[str, Ads]:
    """List the skills of each advertisement, by track."""
    found: dict[str, Ads] = {track: [] for track in TITLES}
    for file in sorted(folder.glob("*.yaml")):
        position = yaml.load(file.read_text("utf-8"), Loader=LOADER)["position"]
        groups = (position.get("skills") or {}).values()
        skills = frozenset(str(one).lower() for group in groups for one in group or [])
        for track, pattern in TITLES.items():
            if re.search(pattern, position["title"].lower()):
                found[track].append(skills)
                break
    return found


def overlap(one: Ads, other: Ads, skills: list[str]) -> float:
    """Give the sum of the smaller shares over the sum of the larger ones."""
    counts = [Counter(skill for ad in ads for skill in ad) for ads in (one, other)]
    shares = [(counts[0][s] / len(one), counts[1][s] / len(other)) for s in skills]
    return sum(map(min, shares)) / sum(map(max, shares))


if __name__ == "__main__":
    ads = advertisements(Path(sys.argv[1]))
    every = {track: Counter(s for ad in own for s in ad) for track, own in ads.items()}
    asked = {t: {s for s, n in every[t].items() if n >= ASKED * len(ads[t])} for t in ads}
    for skill in sorted(set().union(*asked.values())):
        counts = ", ".join(str(every[track][skill]) for track in TITLES)
        print(f'  {{ skill = "{skill}", counts = [{counts}] }},')
    rng = random.Random(1)
    for one, other in combinations(TITLES, 2):
        listed = sorted(asked[one] | asked[other])
        drawn = []
        for _ in range(DRAWS):
            again = [rng.choices(ads[track], k=len(ads[track])) for track in (one, other)]
            drawn.append(overlap(again[0], again[1], listed))
        drawn.sort()
        low, high = drawn[DRAWS // 40], drawn[-DRAWS // 40]
        share = overlap(ads[one], ads[other], listed)
        print(
            f'  {{ first = "{one}", second = "{other}", n_first = {len(ads[one])},'
            f" n_second = {len(ads[other])}, overlap = {share:.3f}, low = {low:.3f},"
            f" high = {high:.3f} }},"
        )
    own = ads["AI engineer"]
    alike = []
    for _ in range(200):
        mixed = rng.sample(own, len(own))
        few, many = mixed[:33], mixed[33:]
        often = [Counter(s for ad in part for s in ad) for part in (few, many)]
        sizes = [ASKED * len(few), ASKED * len(many)]
        named = {s for k, n in zip(often, sizes, strict=True) for s in k if k[s] >= n}
        listed = sorted(named)
        alike.append(overlap(few, many, listed))
    print(f"33 AI engineers at random against the rest: {sum(alike) / 200:.3f}")
