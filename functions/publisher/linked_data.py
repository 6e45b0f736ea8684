"""Linked data: what a page is, in the words of schema.org, for search engines (JSON-LD 1.1)."""

from typing import Any

from blog import paths
from blog.paths import href
from blog.post import Author
from blog.words import words_for
from publisher.lists import whole_and_period
from publisher.pages import HomePage, ListPage, Page, PostPage, Site, StandingPage

Thing = dict[str, Any]
LONGEST_HEADLINE = 110  # of what Google shows


def linked_data(page: Page) -> Thing | None:
    """What stands in a page's `application/ld+json`; None for pages of which there is nothing to say."""
    if isinstance(page, HomePage):
        return _graph(_web_site(page.site))
    if isinstance(page, PostPage):
        return _graph(_posting(page), _breadcrumbs(page.site, [*_topic(page), (page.post.title, page.path)]))
    if isinstance(page, StandingPage):
        return _graph(_breadcrumbs(page.site, [(page.post.title, page.path)]))
    if isinstance(page, ListPage):
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


def _topic(page: PostPage) -> list[tuple[str, str]]:
    return [(topic.name, topic.path) for topic in page.post.topics[:1]]


def _way_to(page: ListPage) -> list[tuple[str, str]]:
    """The list and its parts down to this one, by their names and paths."""
    whole, period = whole_and_period(page.path)
    name = page.term.name if page.term else words_for(page.site.settings.language).gettext("Archive")
    return [(name, whole), *([(page.period, page.path)] if period else [])]


def _breadcrumbs(site: Site, steps: list[tuple[str, str]]) -> Thing:
    way = [(site.settings.title, paths.HOME), *steps]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": name, "item": site.url + href(path)}
            for number, (name, path) in enumerate(way, 1)
        ],
    }
