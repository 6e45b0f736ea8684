import re
from html import escape

import pytest

from publisher.code_fence import attributes_of
from tests.unit.publisher.converting import html, told


@pytest.mark.parametrize(
    ("info", "expected"),
    [
        ("", ""),
        ("python", "python"),
        (" c#", "c#"),
        ("{.python}", "python"),
        ("{ .python #id .other }", "python"),
        ('python {hl_lines="2" linenos=true title="x"}', '{.python hl_lines="2" linenums="1" title="x"}'),
        ('python hl_lines="2 4-5"', '{.python hl_lines="2 4-5"}'),
        ("go {hl_lines=[1,3]}", '{.go hl_lines="1 3"}'),
        ('go {linenos=table,hl_lines=[8,"15-17"],linenostart=199}', '{.go hl_lines="8 15-17" linenums="199"}'),
        ("go {linenos=false}", "go"),
        ("js:file.js", '{.js title="file.js"}'),
        ('js title="src/a b.js"', '{.js title="src/a b.js"}'),
        ("rust,linenos,hl_lines=2-3", '{.rust hl_lines="2-3" linenums="1"}'),
        ('{.haskell .numberLines startFrom="100"}', '{.haskell linenums="100"}'),
        ("python linenos", '{.python linenums="1"}'),
        ('title="x"', '{.text title="x"}'),
        ('"><script>', ""),
        ('python onclick="x" style="y"', "python"),
    ],
)
def test_the_words_of_a_fence_have_one_form(info, expected):
    assert attributes_of(info) == expected


@pytest.mark.parametrize(
    "body",
    [
        "```python\nx = 1\n```",
        "~~~python\nx = 1\n~~~",
        "{% highlight python %}\nx = 1\n{% endhighlight %}",
        "{{< highlight python >}}\nx = 1\n{{< /highlight >}}",
        "- tea\n\n    ```python\n    x = 1\n    ```",
        "> ```python\n> x = 1\n> ```",
    ],
)
def test_code_is_highlighted_wherever_it_stands(body):
    assert '<code><span class="n">x</span> <span class="o">=</span> <span class="mi">1</span>\n</code></pre>' in html(
        body
    )


def test_lines_have_numbers_and_marks_and_the_block_a_title_without_styles():
    code = html('```python {hl_lines="2" linenos=true title="tea.py"}\nx = 1\ny = 2\n```')

    assert '<span class="filename">tea.py</span>' in code
    assert 'data-linenos="2 "' in code
    assert '<span class="hll">' in code
    assert "style=" not in code


@pytest.mark.parametrize(
    "tag", ["{{ x }}", "{% x %}", "{{< figure src=x >}}", "[[x]]", "$x^2$", "<!--more-->", ":::note"]
)
def test_what_stands_in_code_is_text(tag):
    page = html(f"```\n{tag}\n```\n\nA `{tag}` b\n\n    {tag}\n\n{{% highlight text %}}\n{tag}\n{{% endhighlight %}}")

    assert page.count(escape(tag, quote=False)) == 4
    assert told(f"```\n{tag}\n```\n\n`{tag}`") == []


def test_a_fence_without_an_end_ends_with_the_text_and_is_told():
    assert html("Tea.\n\n```python\nx").endswith('<span class="n">x</span>\n</code></pre></div>')
    assert told("Tea.\n\n```python\nx")[0][0] == 3


@pytest.mark.parametrize(
    "body",
    [
        "Tea\n```\nx\n```\nmore",
        "> Tea\n> ```\n> x\n> ```\n> more",
        "1. Tea\n\n    ```\n    x\n    ```\n2. more",
        "- Tea\n  ```\n  x\n  ```\n- more",
        "!!! note\n    Tea\n    ```\n    x\n    ```\n    more",
    ],
)
def test_code_is_never_within_a_paragraph(body):
    page = html(body)

    assert not re.search(r"<p>(?:(?!</p>).)*<div", page, re.DOTALL)
    assert re.search(r"</div>\s*(?:</li>\s*<li>\s*)?<p>more</p>", page)
    assert "```" not in page
