"""Linked data: what a page is, in the words of schema.org, for search engines (JSON-LD 1.1)."""

from typing import Any

from blog import paths
from blog.paths import decoded, href
from blog.post import Author
from blog.words import Words, words_for
from publisher.lists import index_names
from publisher.pages import HomePage, IndexPage, ListPage, Page, PostPage, Site, StandingPage

Thing = dict[str, Any]
Way = list[tuple[str, str]]  # names and decoded paths
LONGEST_HEADLINE = 110  # of what Google shows


def linked_data(page: Page) -> Thing | None:
    """What stands in a page's `application/ld+json`; None for pages of which there is nothing to say."""
    if isinstance(page, HomePage):
        return _graph(_web_site(page.site))
    if isinstance(page, PostPage):
        return _graph(_posting(page), _breadcrumbs(page.site, [*_way_to_post(page), (page.post.title, page.path)]))
    if isinstance(page, StandingPage):
        return _graph(_breadcrumbs(page.site, [(page.post.title, page.path)]))
    if isinstance(page, ListPage | IndexPage):
        return _graph(_breadcrumbs(page.site, _way_to(page)))
    return None


def _graph(*things: Thing) -> Thing:
    return {"@context": "https://schema.org", "@graph": list(things)}


def _web_site(site: Site) -> Thing:
    search = {"@type": "EntryPoint", "urlTemplate": f"{site.url}/search/?q={{search_term_string}}"}
    action = {"@type": "SearchAction", "target": search, "query-input": "required name=search_term_string"}
    settings = site.settings
    described = {"description": text} if (text := settings.description or settings.tagline) else {}
    own = {"@type": "WebSite", "@id": f"{site.url}/#site", "url": f"{site.url}/", "name": settings.title}
    return own | described | {"inLanguage": settings.language, "potentialAction": action}


def _posting(page: PostPage) -> Thing:
    post, site = page.post, page.site
    here = site.url + href(page.path)
    more = {
        "description": post.deck or post.excerpt,
        "image": site.url + (post.image or page.poster),
        "keywords": [topic.name for topic in post.topics],
        "author": _authors(page),
    }
    return {
        "@type": "BlogPosting",
        "@id": f"{here}#post",
        "url": here,
        "mainEntityOfPage": here,
        "headline": post.title[:LONGEST_HEADLINE],
        "datePublished": post.date.isoformat(timespec="seconds"),
        "dateModified": (post.updated or post.date).isoformat(timespec="seconds"),
        "inLanguage": page.language,
        "wordCount": post.words,
        "isPartOf": {"@id": f"{site.url}/#site"},
        "publisher": {"@type": "Organization", "name": site.settings.title, "url": f"{site.url}/"},
        **{name: value for name, value in more.items() if value},
    }


def _authors(page: PostPage) -> list[Thing]:
    listed = page.post.terms_of(Author)
    names = page.post.writers or ((Author(page.post.author),) if page.post.author else ())
    return [
        {"@type": "Person", "name": author.name} | ({"url": page.site.url + author.url} if author in listed else {})
        for author in names
    ]


def _way_to_post(page: PostPage) -> Way:
    """By its first topic, or else by its year."""
    if topics := page.post.topics:
        return [(topics[0].name, topics[0].path)]
    year = page.post.date.year
    return [(_words(page.site).gettext("Archive"), paths.ARCHIVE), (str(year), paths.year_path(paths.ARCHIVE, year))]


def _way_to(page: ListPage | IndexPage) -> Way:
    """The trail that readers see, and the page itself."""
    words = _words(page.site)
    if isinstance(page, IndexPage):
        own = index_names(words).get(page.kind, "")
    else:
        own = page.period or (page.term.name if page.term else words.gettext("Archive"))
    return [*((link.title, decoded(link.url)) for link in page.trail), (own, page.path)]


def _words(site: Site) -> Words:
    return words_for(site.settings.language)


def _breadcrumbs(site: Site, steps: Way) -> Thing:
    way = [(site.settings.title, paths.HOME), *steps]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": name, "item": site.url + href(path)}
            for number, (name, path) in enumerate(way, 1)
        ],
    }
