import pytest

from blog.settings import HtmlPolicy, Link, Moderation, Settings, Typeface
from publisher.problem import SourceError
from publisher.site_yaml import read_settings


def read(text):
    return read_settings("site.yaml", text.encode())


@pytest.mark.parametrize("text", ["", "\n", "# nothing yet"])
def test_an_empty_file_is_all_defaults(text):
    assert read(text) == (Settings(), ())


def test_settings_are_what_the_owner_wrote():
    settings, warnings = read(
        "title: 1984\ntagline: Tea & time\nlanguage: pt_br\ntime_zone: Europe/London\n"
        "accent: '#9C4A2C'\ncomments: off\n"
        "navigation:\n  - {title: About, url: /about/}\n  - {title: Tea, url: 'https://tea.example'}\n"
    )

    links = (Link("About", "/about/"), Link("Tea", "https://tea.example"))
    expected = Settings("1984", "Tea & time", language="pt-BR", time_zone="Europe/London", accent="#9c4a2c")
    assert (settings.title, settings.tagline, settings.language) == (
        expected.title,
        expected.tagline,
        expected.language,
    )
    assert (settings.time_zone, settings.accent, settings.comments) == ("Europe/London", "#9c4a2c", False)
    assert settings.navigation == links
    assert warnings == ()


def test_navigation_may_be_a_map():
    assert read("navigation:\n  About: /about/\n")[0].navigation == (Link("About", "/about/"),)


@pytest.mark.parametrize("word", ["sanitised", "sanitized", "Sanitised"])
def test_html_may_be_sanitised(word):
    assert read(f"html: {word}")[0].html is HtmlPolicy.SANITISED


@pytest.mark.parametrize("policy", Moderation)
def test_the_owner_says_which_comments_wait(policy):
    assert read(f"moderation: {policy.upper()}")[0].moderation is policy
    assert read("title: Tea")[0].moderation is Moderation.ALL


def test_letters_about_replies_are_offered_only_if_the_owner_says_so():
    assert read("reply_letters: yes")[0].reply_letters
    assert not read("title: Tea")[0].reply_letters


def test_letters_that_nobody_can_send_are_not_offered_and_the_owner_is_told():
    settings, [warning] = read_settings("site.yaml", b"title: Tea\nreply_letters: yes\n", sends_letters=False)

    assert (settings.title, settings.reply_letters) == ("Tea", False)
    assert (warning.line, warning.field) == (2, "reply_letters")
    assert "SenderAddress" in warning.message
    assert read_settings("site.yaml", b"reply_letters: no\n", sends_letters=False)[1] == ()


def test_an_unknown_policy_of_moderation_is_an_error():
    with pytest.raises(SourceError, match="none of all, first and open"):
        read("moderation: none")


def test_an_unknown_time_zone_is_utc_with_a_warning():
    settings, (warning,) = read("title: Tea\ntime_zone: Mars/Olympus\n")

    assert settings.time_zone == "UTC"
    assert (warning.line, warning.field) == (2, "time_zone")


def test_a_key_with_a_typo_is_told_what_it_may_mean():
    _, (warning,) = read("titel: Tea\n")

    assert "did you mean title?" in warning.message
    assert (warning.line, warning.field) == (1, "titel")


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("accent: red", "accent"),
        ("comments: perhaps", "comments"),
        ("permalink: /:nonsense/:title/", "permalink"),
        ("permalink: /:year/", "permalink"),
        ("permalink: {posts: /:title/}", "permalink"),
        ("title: [a]", "title"),
        ("navigation: /about/", "navigation"),
        ("navigation: [{title: About}]", "navigation"),
        ("navigation: [{title: <b>, url: /a/}]", "navigation"),
        ("navigation: [{title: About, url: 'javascript:alert(1)'}]", "navigation"),
        ("navigation: [{title: About, url: //tea.example}]", "navigation"),
        ("language: English", "language"),
        ("html: everything", "html"),
        ("html: true", "html"),
    ],
)
def test_a_value_of_the_wrong_kind_is_an_error_with_its_line(text, field):
    with pytest.raises(SourceError) as caught:
        read("# settings\n" + text)

    assert [(problem.line, problem.field) for problem in caught.value.problems] == [(2, field)]


def test_a_pattern_for_addresses_is_kept():
    settings, warnings = read("permalink: /:year/:month/:title/\n")

    assert (settings.permalink, warnings) == ("/:year/:month/:title/", ())


def test_a_placeholder_that_nobody_knows_is_named():
    with pytest.raises(SourceError, match=":nonsense"):
        read("permalink: /:nonsense/:title/\n")


def test_looks_are_what_the_owner_wrote():
    settings, _ = read("typeface: sans-serif\nlogo: media/our logo.svg\nshare: [Email, mastodon, email]\n")

    assert (settings.typeface, settings.logo) == (Typeface.SANS, "/media/our%20logo.svg")
    assert settings.share == ("email", "mastodon")


@pytest.mark.parametrize(("word", "expected"), [("false", ()), ("true", Settings().share), ("email", ("email",))])
def test_sharing_is_switched_or_listed(word, expected):
    assert read(f"share: {word}\n")[0].share == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("typeface: comic", "“comic” is neither serif nor sans."),
        ("logo: https://example.com/logo.svg", "is not a picture of this blog"),
        ("share: [email, myspace]", "“myspace” is none of email"),
    ],
)
def test_looks_that_do_not_exist_are_told(text, message):
    with pytest.raises(SourceError, match=message):
        read(text)


@pytest.mark.parametrize(
    ("written", "days"),
    [("90", 90), ("90 days", 90), ("1 day", 1), ("2 weeks", 14), ("1 year", 365), ("never", 0), ("false", 0)],
)
def test_conversations_close_after_a_time(written, days):
    settings, warnings = read_settings("site.yaml", f"comments_close_after: {written}\n".encode())

    assert (settings.comments_close_after, warnings) == (days, ())


@pytest.mark.parametrize(("written", "minutes"), [("5", 5), ("1 hour", 60), ("30 minutes", 30), ("never", 0)])
def test_comments_can_be_changed_for_a_time(written, minutes):
    settings, warnings = read_settings("site.yaml", f"comments_change_within: {written}\n".encode())

    assert (settings.comments_change_within, warnings) == (minutes, ())


@pytest.mark.parametrize("written", ["soon", "-3", "3 fortnights", "999999 years", "[1]", "1.5 days"])
def test_what_is_no_time_is_said(written):
    with pytest.raises(SourceError):
        read_settings("site.yaml", f"comments_close_after: {written}\n".encode())
