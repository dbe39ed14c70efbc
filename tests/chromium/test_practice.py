"""A practice session in Chromium: drawn as Python draws, kept through reloads, clocks and faults."""

import json

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from test_pages import axe_findings

from careerkb.browser.mine import Mine, from_file, to_file
from careerkb.interviews.exercises import exercise
from careerkb.interviews.practice import draw, kindness, repeat_days, scores
from careerkb.interviews.questions import COMPETENCES, questions

PAGE = "interviews/practice.html"
KEPT = "JSON.parse(localStorage.getItem('careerkb:practice') ?? '{}')"


def begin(page: Page) -> None:
    """Draw with what stands in the form, and wait for the first question."""
    page.get_by_role("button", name="Draw questions").click()
    expect(page.get_by_role("timer")).to_be_visible()


def score(page: Page, level: int) -> None:
    """Open the rubric and take one of its levels."""
    page.get_by_role("button", name="Show the rubric").click()
    page.get_by_role("group", name="Your level").get_by_role("button").nth(level - 1).click()


def seconds(page: Page) -> int:
    """Read the clock."""
    minutes, rest = page.get_by_role("timer").inner_text().split(" ")[0].split(":")
    return 60 * int(minutes) + int(rest)


def told(page: Page) -> str:
    """Give the sentence that the session says last."""
    said = page.locator(".ckb-practice-said")
    expect(said).not_to_be_empty()
    return said.inner_text()


def test_the_page_draws_and_counts_as_python_does(address: str, phone: BrowserContext) -> None:
    """Draws for several settings, intervals, days and kindness: the same as the tested ones."""
    page = phone.new_page()
    page.goto(f"{address}/{PAGE}")
    begin(page)
    ids = [one.id for one in questions(track="engineering", level="mid")]
    settings = [
        {"track": track, "level": level, "minutes": minutes, "weak": weak, "seed": seed}
        for track, level, minutes, weak, seed in (
            (None, "mid", 45, [], 1),
            ("research", "senior", 240, ["statistics", "job talk"], 7),
            ("engineering", "mid", 90, ["debugging"], 2),
        )
    ]
    for done in ([], ids[::2]):
        for given in settings:
            drawn = page.evaluate(
                """async ({done, ...given}) => {
                  const {practice} = careerkb;
                  const wish = {...given, track: given.track ?? "", done: new Set(done)};
                  return (await practice.draw(practice.bank, wish)).map((one) => one.id);
                }""",
                {**given, "done": done},
            )
            assert drawn == [one.id for one in draw(**given, done=done)]
    counted = page.evaluate(
        "[[0, 1], [2, 5], [9, 9]].map((one) => careerkb.practice.interval(...one))"
    )
    names = COMPETENCES["research"][:3]
    python = scores(
        answered=dict(zip(names, (1, 5, 9), strict=True)),
        reached=dict(zip(names, (0, 2, 9), strict=True)),
    )
    assert counted == [pytest.approx([one.low, one.high], abs=1e-12) for one in python]
    asked = [(days, repeats) for days in (2, 9, 28, 365) for repeats in range(1, min(4, days))]
    days = page.evaluate("asked => asked.map((one) => careerkb.practice.repeatDays(...one))", asked)
    assert days == [list(repeat_days(days=left, repeats=count)) for left, count in asked]
    kind = page.evaluate("careerkb.practice.kindness([1, 4], [2, 3, 4])")
    assert kind == kindness(weak_scored=(1, 4), adequate_scored=(2, 3, 4))


def test_a_walk_on_a_phone(address: str, phone: BrowserContext) -> None:
    """Score ours, draw, answer, score, save the history, reload, go on; then erase all of it."""
    page = phone.new_page()
    page.goto(f"{address}/{PAGE}")
    page.get_by_role("button", name="First score two answers").click()
    for answer in "AB":
        levels = page.get_by_role("group", name=f"Level of answer {answer}")
        levels.get_by_role("button", name="Level 3").click()
    expect(page.get_by_text("On these two you are 0.5 levels kinder than we are")).to_be_visible()
    page.get_by_role("button", name="Back").click()
    page.get_by_label("Interview on").fill("2199-01-01")
    begin(page)
    first = draw()[0]
    expect(page.locator(".ckb-practice blockquote")).to_contain_text(first.question.split("\n")[0])
    page.get_by_label("Notes").fill("Units | first 🙂")
    score(page, 4)
    score_again = page.get_by_role("group", name="Your level").get_by_role("button")
    score_again.nth(2).click()  # one answer, however often its level is changed
    expect(page.locator("details", has_text="Our strong answer").first).to_be_visible()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert axe_findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.get_by_role("button", name="Next question").click()
    page.get_by_label("Notes").fill("second")
    page.reload()
    expect(page.get_by_text("Question 2 of ")).to_be_visible()
    expect(page.get_by_label("Notes")).to_have_value("second")
    page.get_by_text("Your history: 1 answer").click()
    expect(page.get_by_text("1 of 1 questions: too few to say")).to_be_visible()
    with page.expect_download() as saving:
        page.get_by_role("button", name="Save the history").click()
    written = saving.value.path().read_text("utf-8")
    assert f"| {first.title} | " in written
    assert "| 3 | Units \\| first 🙂 |" in written
    assert "On these two you are 0.5 levels kinder" in written
    assert "The interview is on 2199-01-01." in written
    kept = page.evaluate("careerkb.mine.all()")
    own = kept["parts"]["practice"]
    [name] = [field for field in own if field.startswith("answer:")]
    assert name.endswith(f":{first.id}")
    assert own[name].endswith(" s, level 3")
    assert from_file(to_file(Mine(**kept))).parts["practice"] == own
    page.get_by_role("button", name="End the session").click()
    drawn_next = [one.id for one in draw(done=[first.id])]
    begin(page)
    fields = page.evaluate(KEPT)
    assert [fields[f"drawn.{place}"] for place in range(len(drawn_next))] == drawn_next
    page.get_by_role("button", name="End the session").click()
    page.get_by_role("button", name="Erase the history").click()
    page.get_by_role("button", name="Erase all of it, for good").click()
    assert page.evaluate(KEPT) == {}
    rated = {"ratings.debugging": "guided", "ratings.serving": "leads, linked"}
    page.evaluate("rated => careerkb.mine.write('careerkb:calculator:skills-answer', rated)", rated)
    page.reload()
    expect(page.get_by_text("you rated yourself below independent in debugging.")).to_be_visible()
    page.get_by_role("button", name="Practise these first").click()
    expect(page.locator(".ckb-practice-said")).to_contain_text("twice as often: debugging.")
    begin(page)
    assert page.evaluate(KEPT)["drawn.0"] == draw(weak=["debugging"])[0].id


def test_code_is_checked_stopped_and_remembered(address: str, phone: BrowserContext) -> None:
    """A common slip is named by its case, an endless loop is stopped, our solution passes."""
    page = phone.new_page()
    page.goto(f"{address}/interviews/exercises.html")
    box, one = page.locator("[data-name=speedup-of-a-job]"), exercise(name="speedup-of-a-job")
    editor, said = box.get_by_role("textbox"), box.locator("output")
    case = next(case for case in one.cases if case.name == one.wrong_case)
    editor.fill(one.wrong)
    box.get_by_role("button", name="Check").click()
    found = f"{case.name}: {case.call} must give {case.gives}, and gives 1.5."
    expect(said).to_contain_text(found, timeout=60_000)
    editor.fill("while True:\n    pass")
    box.get_by_role("button", name="Check").click()
    expect(said).to_have_text("Checking…")
    box.get_by_role("button", name="Stop").click()
    expect(said).to_contain_text("Stopped by you")
    editor.fill(one.solution)
    editor.press("Control+Enter")
    expect(said).to_contain_text(f"All {len(one.cases)} cases pass.", timeout=60_000)
    page.goto(f"{address}/{PAGE}")
    page.get_by_text("Each answer").click()
    expect(page.locator(".ckb-practice li").last).to_contain_text(
        "exercise speedup-of-a-job: passed"
    )
    assert page.locator(".ckb-practice li").count() == 2


def test_a_clock_that_jumps_loses_nothing(address: str, phone: BrowserContext) -> None:
    """Set back, set forward, closed for long: one sentence each, and the time goes on."""
    page = phone.new_page()
    page.goto(f"{address}/{PAGE}")
    begin(page)
    page.evaluate("{ const now = Date.now; Date.now = () => now() - 3_600_000; }")
    expect(page.locator(".ckb-practice-said")).to_contain_text("set back by 60 minutes")
    assert seconds(page) < 60
    page.evaluate("{ const now = Date.now; Date.now = () => now() + 600_000; }")
    expect(page.locator(".ckb-practice-said")).to_contain_text("went 10 minutes further")
    assert 600 <= seconds(page) < 660
    page.get_by_role("button", name="Leave them out").click()
    expect(page.get_by_role("timer")).to_contain_text("00:")
    page.get_by_label("Notes").fill("still here")
    for away, sentence in ((7_200_000, "closed for 2.0 hours"), (-600_000, "set back by 10 min")):
        page.evaluate("""away => {
          const state = careerkb.mine.read("careerkb:practice");
          const now = performance.timeOrigin + performance.now(); // the clock after the reload
          document.addEventListener("visibilitychange", () => careerkb.mine.write("careerkb:practice", {
            ...state, "now.began": String(Math.round(now) - 30_000 - away),
            "now.beat": String(Math.round(now) - away)}));
        }""", away)  # fmt: skip
        page.reload()
        assert sentence in told(page)
        expect(page.get_by_label("Notes")).to_have_value("still here")
        assert 25 <= seconds(page) < 90


def test_a_history_that_cannot_be_read_is_set_aside(address: str, phone: BrowserContext) -> None:
    """Damaged, older, later: a sentence, the same text under another key, and a new history."""
    page = phone.new_page()
    page.goto(f"{address}/{PAGE}")
    sound = {"version": "1", "answer:1790000000000:a-clean-canary": "61 s, level 2"}
    for raw, sentence in (
        ('{"version": "1", "answer', "is damaged"),
        (json.dumps({**sound, "version": "7"}), "of a later version"),
        (json.dumps({"answers": "3"}), "of an older version"),
        (json.dumps({**sound, "answer:1790000000001:a-clean-canary": "fast"}), "1 entry is damag"),
        (json.dumps({**sound, "set.interview": "2020-02-02"}), ""),
    ):
        page.evaluate("raw => { localStorage.clear(); localStorage.setItem('careerkb:practice', raw); }", raw)  # fmt: skip
        page.reload()
        aside = "Object.keys(localStorage).filter((key) => key.startsWith('careerkb-aside:'))"
        if not sentence:
            past = page.get_by_text("The interview on 2020-02-02 is past: enter the next one")
            expect(past).to_be_visible()
            assert page.evaluate(aside) == []
            break
        assert sentence in told(page)
        [key] = page.evaluate(aside)
        assert page.evaluate("key => localStorage.getItem(key)", key) == raw
        assert page.evaluate(KEPT) == (sound if "1 entry" in sentence else {})
        with page.expect_download() as saving:
            page.get_by_role("button", name="Save it as a file").click()
        assert saving.value.path().read_text("utf-8") == raw
    page.evaluate("own => careerkb.mine.write('careerkb:practice', own)", sound)
    later = {"parts": {"practice": {"version": "7", "x": "y"}}, "times": {}}
    said = page.evaluate("later => careerkb.mine.take('theirs.toml', later)", later)
    assert "1 part is of a later version of this site and kept beside yours." in said
    assert page.evaluate(KEPT) == sound
    beside = "careerkb.mine.all().parts['practice-of-version-7']"
    assert page.evaluate(beside) == {"version": "7", "x": "y"}
