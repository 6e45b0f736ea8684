import gzip
import json
from datetime import date

import pytest

from cli.access_log import Hit, NotALog, hits

HEAD = (
    "#Version: 1.0\n#Fields: date time c-ip cs-method cs-uri-stem sc-status cs(Referer) cs(User-Agent) cs-uri-query\n"
)
AGENT = "Mozilla/5.0%20(X11)%20Firefox/140.0"
LINE = f"2026-11-23\t09:14:06\t203.0.113.7\tGET\t/posts/%E7%85%8E%E8%8C%B6/\t200\t-\t{AGENT}\t-\n"
READ = Hit(date(2026, 11, 23), "203.0.113.7", "Mozilla/5.0 (X11) Firefox/140.0", "GET", "/posts/煎茶/", {}, 200, "")


def test_the_lines_of_a_log_are_requests(tmp_path):
    log = tmp_path / "log"
    log.write_text(HEAD + LINE + HEAD + "\n" + LINE)

    assert list(hits([log])) == [READ, READ]


def test_a_folder_stands_for_all_its_logs_packed_or_not(tmp_path):
    (tmp_path / "2026").mkdir()
    (tmp_path / "2026" / "E1.gz").write_bytes(gzip.compress((HEAD + LINE).encode()))
    (tmp_path / "plain").write_text(HEAD + LINE)

    assert list(hits([tmp_path])) == [READ, READ]


def test_a_log_may_be_json(tmp_path):
    names = HEAD.splitlines()[1].split()[1:]
    (tmp_path / "log").write_text(json.dumps(dict(zip(names, LINE.strip().split("\t"), strict=True))) + "\n")

    assert list(hits([tmp_path])) == [READ]


def test_fields_that_are_encoded_twice_are_read_as_well(tmp_path):
    (tmp_path / "log").write_text(HEAD + LINE.replace("%20", "%2520"))

    assert list(hits([tmp_path])) == [READ]


def test_what_follows_the_question_mark_is_read(tmp_path):
    line = LINE.replace("\t-\n", "\tpost=0a&x=1&x=2\n")
    (tmp_path / "log").write_text(HEAD + line)

    assert next(iter(hits([tmp_path]))).query == {"post": ["0a"], "x": ["1", "2"]}


@pytest.mark.parametrize(
    "text",
    [LINE, "words\n", HEAD + "2026-11-23\tonly\n", HEAD + LINE.replace("200", "ok"), "{}\n", "{[\n", "\x1f\x8bbroken"],
)
def test_what_is_no_log_is_named_with_its_line(tmp_path, text):
    (tmp_path / "log").write_bytes(text.encode("latin-1"))

    with pytest.raises(NotALog, match=r"log, line [1-4]: this is no access log"):
        list(hits([tmp_path]))


def test_a_file_that_is_not_there_is_an_error(tmp_path):
    with pytest.raises(FileNotFoundError):
        list(hits([tmp_path / "none"]))
