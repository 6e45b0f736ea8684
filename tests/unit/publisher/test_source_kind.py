import pytest

from publisher.source_kind import LONGEST_KEY, SourceKind, kind_of, why_not_published


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("posts/tea.md", SourceKind.POST),
        ("posts/2014/03/tea/index.MD", SourceKind.POST),
        ("pages/about.markdown", SourceKind.POST),
        ("pages/about/_index.md", SourceKind.POST),
        ("posts/readme-first.md", SourceKind.POST),
        ("media/tea.JPG", SourceKind.MEDIA),
        ("site.yaml", SourceKind.SETTINGS),
        ("posts/_index.md", SourceKind.OTHER),
        ("posts/notes/_index.md", SourceKind.OTHER),
        ("pages/_index.md", SourceKind.OTHER),
        ("posts/notes/_index.de.md", SourceKind.OTHER),
        ("pages/about/_index.de.md", SourceKind.POST),
        ("posts/README.de.md", SourceKind.OTHER),
        ("posts/README.md", SourceKind.OTHER),
        ("pages/notes/Readme.md", SourceKind.OTHER),
        ("posts/tea.jpg", SourceKind.MEDIA),
        ("pages/about/tea.jpg", SourceKind.MEDIA),
        ("static/images/tea.jpg", SourceKind.MEDIA),
        ("static/favicon.ico", SourceKind.MEDIA),
        ("static/archive/tea.jpg", SourceKind.MEDIA),
        ("static/assets/tea.jpg", SourceKind.OTHER),
        ("static/posts/tea.jpg", SourceKind.OTHER),
        ("tea.jpg", SourceKind.OTHER),
        ("media/tea.exe", SourceKind.OTHER),
        ("tea.md", SourceKind.OTHER),
        ("posts/" + "a" * LONGEST_KEY + ".md", SourceKind.OTHER),
    ],
)
def test_a_key_tells_what_its_object_is_for(key, kind):
    assert kind_of(key) is kind


@pytest.mark.parametrize(
    ("key", "sentence"),
    [
        ("posts/README.md", "README.md is about its folder"),
        ("posts/notes/_index.md", "_index.md is a folder's list of posts"),
        ("static/assets/tea.jpg", "has something at /assets/tea.jpg"),
        ("posts/tea.tiff", "Files of this type"),
        ("media/tea.exe", "only Markdown in posts/"),
        ("tea.md", "nothing was done"),
        ("posts/" + "a" * LONGEST_KEY + ".md", "700 bytes"),
    ],
)
def test_what_is_not_published_says_why(key, sentence):
    assert sentence in why_not_published(key)
