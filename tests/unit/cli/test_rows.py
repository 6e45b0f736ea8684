import csv
import io
import json

from cli.rows import show, table

ROWS = [{"views": 1200, "url": "/posts/tea/", "more": 1}, {"views": 7, "url": "/posts/煎茶, \x1b[2Jcold/", "more": 2}]


def test_a_table_has_a_head_and_its_numbers_stand_below_one_another():
    assert table(ROWS, ("views", "url")) == ["views  url", "1,200  /posts/tea/", "    7  /posts/煎茶, [2Jcold/"]


def test_bars_show_how_the_numbers_compare():
    lines = table([{"day": "2026-11-01", "views": 4}, {"day": "2026-11-02", "views": 1}], ("day", "views"), bar="views")

    assert [line.count("█") for line in lines] == [0, 40, 10]


def test_nothing_has_a_head_only():
    assert table([], ("day", "views"), bar="views") == ["day  views"]


def test_csv_and_json_have_the_same_rows_and_only_the_columns(capsys):
    show(ROWS, ("url", "views"), "csv")
    as_csv = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    show(ROWS, ("url", "views"), "json")
    as_json = json.loads(capsys.readouterr().out)

    assert as_json == [{"url": row["url"], "views": row["views"]} for row in ROWS]
    assert as_csv == [{"url": row["url"], "views": str(row["views"])} for row in ROWS]
