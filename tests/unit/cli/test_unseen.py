from datetime import date, timedelta

from cli.access_log import Hit
from cli.unseen import logged

DAY = date(2026, 11, 23)
AT = {"/posts/tea/": "tea", "/posts/cocoa/": "cocoa"}
KNOWN = {"0a": "tea", "0b": "cocoa"}
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
ROBOT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"


def hit(
    path="/posts/tea/", *, address="203.0.113.7", agent=FIREFOX, method="GET", status=200, referrer="", day=DAY, post=""
):
    return Hit(day, address, agent, method, path, {"post": [post]} if post else {}, status, referrer)


def script(page="/posts/tea/", **more):
    return hit("/api/views", method="POST", referrer=f"https://blog.example{page}" if page else "", **more)


def tea(*all_hits):
    seen = logged(all_hits, AT, KNOWN).posts["tea"]
    return seen.unseen, len(seen.robots)


def test_who_opened_a_page_and_was_not_reported_is_unseen():
    assert tea(hit()) == (1, 0)
    assert tea(hit(), script()) == (0, 0)
    assert tea(script(), hit()) == (0, 0)


def test_whoever_is_reported_for_another_post_or_day_or_by_another_is_not_meant():
    assert tea(hit(), script("/posts/cocoa/")) == (1, 0)
    assert tea(hit(), script(day=DAY + timedelta(days=1))) == (1, 0)
    assert tea(hit(), script(address="203.0.113.8")) == (1, 0)


def test_a_reader_counts_once_a_day_however_often_the_page_is_opened():
    assert tea(hit(), hit(), hit(status=304), hit("/posts/tea/index.html")) == (1, 0)
    assert tea(hit(), hit(day=DAY + timedelta(days=1))) == (2, 0)


def test_a_household_is_one_network_of_ipv6():
    assert tea(hit(address="2001:db8::1"), hit(address="2001:db8::2")) == (1, 0)


def test_the_picture_names_its_post():
    assert tea(hit(), hit("/api/views.gif", post="0a")) == (0, 0)
    assert tea(hit(), hit("/api/views.gif", post="0b")) == (1, 0)


def test_a_report_whose_page_the_browser_does_not_tell_may_be_of_any():
    assert tea(hit(), script(page="")) == (0, 0)


def test_a_report_that_was_refused_is_none():
    assert tea(hit(), script(status=429)) == (1, 0)


def test_robots_are_counted_for_themselves():
    assert tea(hit(agent=ROBOT), hit(agent=ROBOT, address="203.0.113.9"), hit(agent=ROBOT)) == (0, 2)


def test_what_is_no_page_of_a_post_counts_nothing():
    assert tea(hit("/"), hit("/posts/none/"), hit(status=404), hit(method="HEAD"), hit("/assets/style.css")) == (0, 0)


def test_the_days_are_those_of_the_logs():
    assert logged([hit("/"), hit("/", day=DAY + timedelta(days=2))], AT, KNOWN).days == {DAY, DAY + timedelta(days=2)}
