"""Texts of a hard life: every state that a page can be in, in several languages and directions."""

from tests.manuscript import photograph, post

LONG_TITLE = (
    "On the many small and entirely ordinary things that a person may notice in a waiting room, provided that "
    "nobody calls them in too soon and that there is a window, a clock that ticks and somebody else's umbrella"
)
LONG_WORD = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz"
SENTENCE = "Put the kettle on first, and only then sit down by the window to count what you can hear. "
WORDS = {
    "de": "Stell zuerst den Kessel auf und setz dich dann ans Fenster. „Was hörst du?“, fragte sie. " * 4,
    "he": "שמים קודם את הקומקום, ורק אחר כך יושבים ליד החלון וסופרים מה שומעים. הגשם יורד כבר שעה. " * 4,
    "fa": "اول کتری را بگذارید و بعد کنار پنجره بنشینید و بشمارید چه می‌شنوید. باران می‌بارد. " * 4,
    "ja": "まずやかんを火にかけて、それから窓辺に座り、聞こえるものを数えます。雨が降っています。" * 5,
    "zh": "先把水壶放上，然后坐在窗边，数一数你能听到什么。雨已经下了一个小时。" * 5,
}
TITLES = {
    "de": "Fünf Minuten am Fenster",
    "he": "להקשיב לגשם",
    "fa": "گوش دادن به باران",
    "ja": "雨の音を聞く",
    "zh": "听雨",
}
CODE = """```python
def kettle(minutes: int = 5) -> str:  # a comment that is so long that no telephone has room for all of it at once
    return "on" if minutes else 'off'
```"""
TABLE = """| When | What | How long | With whom | Where | What came of it |
| --- | --- | ---: | --- | --- | --- |
| Monday | Listening | 5 min | nobody | window | rain |
| Thursday afternoon | Breathing | 12.5 min | Daniel | stairs | a second wind |"""
EVERYTHING = f"""[TOC]

{SENTENCE * 4}Ask.[^1] A [link](https://example.com/far) and one [to a friend](2024-02-11-two-rooms.md).

> [!pull]
> A sentence that stands for the whole.

## A section that belongs to what follows it

{SENTENCE * 5}

![A photograph](../media/photo.jpg "What is to be seen here.")

### A smaller one

{SENTENCE * 3}

{TABLE}

{CODE}

> Somebody else's words, which are longer than one line of a telephone.

$$\\sum_{{k=1}}^{{n}} k = \\frac{{n(n+1)}}{{2}}$$

!!! warning "Mind the step"
    {SENTENCE}

- One, and a line that goes on for long enough to be broken somewhere near its end on any telephone
- Two
    1. Three
    2. Four

## Another section

{SENTENCE * 6}

[^1]: A note that can be read in place, with [a link](https://example.com/note).
"""


def in_language(language: str, day: int) -> str:
    title, text = TITLES[language], WORDS[language]
    body = f"{text}\n\n> [!pull]\n> {text[:40]}\n\n## {title}\n\n{text}\n\n{TABLE}\n\n{CODE}\n"
    more = {"lang": language, "deck": text.split(".")[0][:120], "author": title, "tags": f"[{title}, listening]"}
    return post(title, f"2026-11-{day}", body, **more)


ODD: dict[str, str | bytes] = {
    "media/photo.jpg": photograph(1600, 900),
    "media/tall.jpg": photograph(600, 2400),
    "posts/everything.md": post(
        "Everything at once",
        "2026-11-20",
        EVERYTHING,
        authors="[Nell Whitcombe, Daniel Oduya, Ruth Amsel]",
        tags="[writing, listening, at home]",
        series="The folder",
        deck="A deck that is larger and lighter than the text, and says in a sentence what it is about.",
        image="/media/photo.jpg",
        image_alt="Noise",
        source="A far example",
        source_url="https://example.com/source",
        updated="2026-11-21",
        lang="en",
    ),
    "posts/long-title.md": post(LONG_TITLE, "2026-11-19", SENTENCE * 3, tags="[listening]"),
    "posts/long-word.md": post(LONG_WORD, "2026-11-18", LONG_WORD, tags=f"[{LONG_WORD}]", author=LONG_WORD),
    "posts/tall.md": post("Tall", "2026-11-17", "![Tall](/media/tall.jpg)", image="/media/tall.jpg", image_alt="Tall"),
    "posts/bare.md": post("Bare", "2026-11-16", "One."),
    **{f"posts/{language}.md": in_language(language, 10 + number) for number, language in enumerate(WORDS)},
    "posts/draft.md": post("Not yet", "2026-11-01", SENTENCE, draft="true"),
    "posts/leaving.md": post("A post that left", "2026-11-02", SENTENCE),
}

TALK = {
    "posts/everything.md": ("A remark.\n\nWith two paragraphs, of which one is long enough for two lines.", "Yes."),
    "posts/he.md": ("תודה",),
}
LEAVING = ("posts/leaving.md",)

HEBREW: dict[str, str | bytes] = {
    "site.yaml": "title: שני חדרים\nlanguage: he\ntagline: קלינאית תקשורת ופיזיותרפיסט, שני חדרים מעל חנות אופניים.\n"
}


def many(number: int) -> dict[str, str | bytes]:
    """Posts over some years, of several authors, tags and series."""
    return {
        f"posts/p{each}.md": post(
            f"Post {each} & others",
            f"{2022 + each % 5}-{1 + each % 12:02}-{1 + each % 28:02}",
            f"{SENTENCE}\n\n## Section\n\n{SENTENCE}",
            tags=f"[tag {each % 4}, rare {each % 40}]",
            author=f"Author {each % 3}",
            series=f"Series {each % 9}",
        )
        for each in range(number)
    }
