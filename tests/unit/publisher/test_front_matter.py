import pytest

from publisher.fields import Field, Fields
from publisher.front_matter import read_front_matter
from publisher.problem import SourceError


def read(text):
    front = read_front_matter("posts/tea.md", text)
    return front.dialect, {field.name: field.value for field in front.fields}, front.body, front.body_line


@pytest.mark.parametrize(
    ("text", "dialect", "body_line"),
    [
        ("---\ntitle: Tea\n---\nSteep.", "yaml", 4),
        ("\n\n--- \ntitle: Tea\n...\nSteep.", "yaml", 6),
        ("---yaml\ntitle: Tea\n---\nSteep.", "yaml", 4),
        ('+++\ntitle = "Tea"\n+++\nSteep.', "toml", 4),
        ("title: Tea\n---\nSteep.", "header", 3),
        ("title:    Tea\nSteep.", "header", 2),
        ('{"title":\n\t"Tea"}Steep.', "json", 2),
        (';;;\n{"title": "Tea"}\n;;;\nSteep.', "json", 4),
        (';;;\n"title": "Tea"\n;;;\nSteep.', "json", 4),
        ('---json\n{"title": "Tea"}\n---\nSteep.', "json", 4),
        ('---toml\ntitle = "Tea"\n---\nSteep.', "toml", 4),
        (".. title: Tea\nSteep.", "nikola", 2),
        ("<!--\n.. title: Tea\n-->\nSteep.", "nikola", 4),
        ("<!-- .. title: Tea -->\nSteep.", "nikola", 2),
    ],
)
def test_each_dialect_says_the_same(text, dialect, body_line):
    assert read(text) == (dialect, {"title": "Tea"}, "Steep.", body_line)


@pytest.mark.parametrize(
    "text",
    ["Steep it.", "Note: this is text.", "https://tea.example", "{{ tea }}", "{% tea %}", "# Tea", "Tea --- time",
     ".. note:: Steep.", "<!-- Steep it. -->\nTea", "{: .tea}", "* * *\nTea", "{{tea: 1}}"],
)  # fmt: skip
def test_a_text_without_front_matter_is_all_body(text):
    assert read(text) == ("", {}, text, 1)


def test_a_header_goes_on_in_indented_lines():
    _, fields, body, _ = read("Title: Tea\nSummary: Steep\n    it.\n\nBoil: water")

    assert fields == {"Title": "Tea", "Summary": "Steep\nit."}
    assert body == "\nBoil: water"


def test_zolas_taxonomies_are_fields_of_their_own():
    front = read_front_matter("posts/tea.md", '+++\ntitle = "Tea"\n[taxonomies]\ntags = ["milk"]\n+++\n')

    found = Fields(front.fields).find(("tags",))

    assert found == Field("taxonomies.tags", ["milk"], 4)


def test_fields_know_their_lines_in_toml_and_json():
    toml = read_front_matter("posts/tea.md", '+++\ntitle = "Tea"\n\n draft = true\n[extra]\na = 1\n+++\n')
    json = read_front_matter("posts/tea.md", '{\n\t"title": "Tea",\n\t"draft": true\n}\n')

    assert [field.line for field in toml.fields] == [2, 4, 5]
    assert [field.line for field in json.fields] == [2, 3]


@pytest.mark.parametrize(
    ("text", "sentence", "line"),
    [
        ("---js\n{draft: true}\n---\nSecret", "---js", 1),
        ("---coffee\ndraft: true\n---\nSecret", "---coffee", 1),
        (";;;toml\ndraft = true\n;;;\nSecret", ";;;toml", 1),
        (';;;\n"draft": true\n}\n;;;\nSecret', "follows the closing brace", 3),
        (';;;\n"draft": true,\n;;;\nSecret', "not JSON", 2),
        ("\n{draft: true}\nSecret", "{draft: true}", 2),
        ("draft = true\n\nSecret", "draft = true", 1),
        ('title = "Tea"\ndraft = true\n\nSecret', "title =", 1),
        (":status: draft\n\nSecret", ":status:", 1),
        ("% Tea\n% Ada\n\nSecret", "% Tea", 1),
        ("#+draft: true\n\nSecret", "#+draft", 1),
        ("<!-- draft: true -->\nSecret", "<!-- draft", 1),
        ("<!--\ntitle: Tea\ndraft: true\n-->\nSecret", "<!--", 1),
        ("----\ndraft: true\n----\nSecret", "----", 1),
        ("—\ntitle: Tea\n—\nSecret", "—", 1),
        ("***\nstatus: draft\n***\nSecret", "***", 1),
        ("<!--\n.. status: draft\n\nSecret", "has no end", 1),
        ("<!--\n.. title: Tea\nstatus: draft\n-->\nSecret", "“.. key: value”", 3),
        ("\n---\ndraft: true\n\nSecret", "has no end", 2),
        ("+++\ndraft = true\nSecret", "has no end", 1),
        ("+++\ntitle = Tea\n+++\n", "not TOML", 2),
        ("+++\ndate = 2017-02-29\n+++\n", "not TOML", 2),
        ("+++\na = " + "[" * 5000 + "\n+++\n", "not TOML", None),
        ("---\ntitle: 'Tea\n---\n", "not YAML", None),
        ('{\n"draft": true,\n}\nSecret', "not JSON", None),
        ('{"a": ' + "[" * 100_000, "", None),
    ],
)
def test_what_cannot_be_read_is_an_error_never_a_page(text, sentence, line):
    with pytest.raises(SourceError) as caught:
        read(text)

    assert sentence in str(caught.value)
    assert line is None or caught.value.problems[0].line == line
