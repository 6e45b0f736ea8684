from markupsafe import Markup

from blog.settings import Link
from publisher.sections import sections


def test_headings_of_the_second_level_are_links_to_themselves() -> None:
    body = Markup(
        '<h2 id="tea"><a href="#tea">Tea <em>&amp;</em> rain</a></h2><h3 id="cup">Cup</h3><h2 id="גשם">א</h2>'
    )

    assert sections(body) == (Link("Tea & rain", "#tea"), Link("א", "#גשם"))


def test_an_author_who_has_a_table_of_contents_needs_no_other() -> None:
    assert sections(Markup('<div class="toc"></div><h2 id="tea">Tea</h2>')) == ()
