"""Keys: the partition key (PK) and sort key (SK) of every item in the table.

    PK                 SK                what
    POST#<id>          RECORD            the post: blog.record.Record
    POST#<identity>    COMMENT#<id>      an approved comment
    POST#<identity>    LIKES#<id>        how many like the comment
    POST#<identity>    COUNT             the counts of views and likes that are worth baking
    POST#<identity>    BEARER#<key>      a published post that wrote this identity, and its path
    POST#<id>          TRANSLATION#<key> a listed translation of the post, or of all that have one written key
    VIEWS#<identity>   TOTAL             the exact counts of views and likes: the first of their shards
    VIEWS#<identity>#<shard> TOTAL       another shard of them; each count is the sum
    DAY#<date>#<shard> <identity>        a post's views on a day, and from which hosts; the count is the sum
    HELD               <comment id>      a comment that waits for the owner
    DECIDED            <comment id>      the last decision on a comment, for 30 days, with all that undoing it needs
    TALK               <comment id>      where an approved comment is: the newest of the whole blog, for its feed
    BLOCKED            <kind>#<value>    a word, a host of links or a name that the owner blocks
    BROWSER#<digest>   STANDING          what the owner thinks of a browser that sends comments
    TEXT#<digest>      <post identity>   a text that was sent to a post not long ago
    PROOF#<digest>     SPENT             a proof of work that has been used
    LEARNED            SPAM              what the owner's decisions taught about words
    SECRET             MODERATION        the key of the links in letters to the owner
    MAILED#<comment>   <edition>         a letter about it was sent
    TOLD#<comment>     REPLY             a letter about it was sent to the writer of what it replies to
    WRITER#<digest>    <comment id>      a comment that came with the e-mail address of this digest, and of which post
    LETTER#<digest>    PRIVACY           a letter is due to whoever asked what is kept about that address
    ERASURE            <digest>          all comments that came with that address are to be erased
    SENDING#<digest>   TAKEN             a form that was taken not long ago, and the id of what it made
    PATH#<path>        <source key>      a post that may be shown at this path
    GONE#<path>        TITLE             the title of the listed post that left this path last
    NAME#<name>        <source key>      a listed post that a text may call so to link to it, and its title
    LINKS#<name>       <post id>         a post that links to it or shows this file, or has done so
    LIST#archive       <date>#<id>       a post's row in the archive: its card
    LIST#tag/<slug>    <date>#<id>       a post's row under a tag
    LIST#author/<slug> <date>#<id>       a post's row under one of its authors
    LIST#series/<slug> <date>#<id>       a post's row in its series
    LIST#pages         <path>#<id>       a standing page's row
    LIST#previews      <path>            a draft or scheduled post that can be read at this path
    FIND#<bucket>      <post id>         by which words of a bucket a listed post is found
    MEDIA#<key>        RECORD            a picture or another file
    SITE               SETTINGS          site.yaml
    CONTENTS#<path>    CONTENTS          the parts of a list that have pages: its years, a year's months
    PAGE#<target>      WANT              a page's wanted generation; what was built, and its entity tag
    STRAYS             ASSETS            objects among the assets that nothing needs, and since when
    TERMS#<kind>       <path>            the same of the list of a tag, an author or a series, and of its years; with
                                         the term's name and how many posts the page lists

In the table of visits, which forgets: of it there is neither a stream nor a backup.

    VISIT#KEYS         <date>            the random key of a day
    VISIT#<mark>       RATE#<window>     how many comments, likes or addresses came from a network in some time
    VISIT#<mark>       SEEN              a view or a like by this mark is counted
    ADDRESS#<digest>   <comment id>      where to write about replies to the comment
    PRIVACY#<digest>   INQUIRY           somebody asks what is kept about an address: blog.inquiry.Inquiry
    ADDRESS#<digest>   ASKED             whether to write there was asked not long ago

Lists are item collections of the base table: a global secondary index is never
read consistently.
"""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from blog import paths


@dataclass(frozen=True)
class Key:
    pk: str
    sk: str


LIST = "LIST#"
ARCHIVE_LIST = f"{LIST}archive"
PAGES_LIST = f"{LIST}pages"
PREVIEWS_LIST = f"{LIST}previews"
CONTENTS = "CONTENTS#"
PAGE = "PAGE#"
TERMS = "TERMS#"
HELD = "HELD"
DECIDED = "DECIDED"
TALK = "TALK"
BLOCKED = "BLOCKED"
LEARNED = Key("LEARNED", "SPAM")
SECRET = Key("SECRET", "MODERATION")
RECORD = "RECORD"
COUNT = "COUNT"
COMMENT = "COMMENT#"
LIKES = "LIKES#"
TRANSLATION = "TRANSLATION#"
BEARER = "BEARER#"
SETTINGS = Key("SITE", "SETTINGS")
STRAYS = Key("STRAYS", "ASSETS")
VISIT = "VISIT#"
ADDRESS = "ADDRESS#"
PRIVACY = "PRIVACY#"
ERASURE = "ERASURE"
LETTER = "LETTER#"
DAILY_KEYS = f"{VISIT}KEYS"
# A thousand units a second are what one item takes, and a view's transaction costs two at each of its items:
# eight shards count some 4,000 views of one post a second (DynamoDB developer guide, "Designing partition keys").
SHARDS = 8


def post_id(source_key: str) -> str:
    """A post's id: 16 hexadecimal digits, made from the key of its source; its identity, if it wrote no other."""
    return sha256(source_key.encode()).hexdigest()[:16]


def post(post_id: str) -> str:
    return f"POST#{post_id}"


def record(post_id: str) -> Key:
    return Key(post(post_id), RECORD)


def comment(post_id: str, comment_id: str) -> Key:
    return Key(post(post_id), COMMENT + comment_id)


def likes(post_id: str, comment_id: str) -> Key:
    return Key(post(post_id), LIKES + comment_id)


def bearer(identity: str, source_key: str) -> Key:
    return Key(post(identity), BEARER + source_key)


def translation(original: str, source_key: str) -> Key:
    return Key(post(original), TRANSLATION + source_key)


def count(post_id: str) -> Key:
    return Key(post(post_id), COUNT)


def views(post_id: str, shard: int = 0) -> Key:
    return Key(f"VIEWS#{post_id}#{shard}" if shard else f"VIEWS#{post_id}", "TOTAL")


def days_views(day: date, shard: int) -> str:
    return f"DAY#{day.isoformat()}#{shard}"


def day_views(post_id: str, day: date, shard: int) -> Key:
    return Key(days_views(day, shard), post_id)


def is_of_visits(pk: str) -> bool:
    """Whether a collection lies in the table that forgets."""
    return pk.startswith((VISIT, ADDRESS, PRIVACY))


def daily_key(day: date) -> Key:
    return Key(DAILY_KEYS, day.isoformat())


def seen(mark: str) -> Key:
    return Key(VISIT + mark, "SEEN")


def addresses(digest: str) -> str:
    return ADDRESS + digest


def address(digest: str, comment_id: str) -> Key:
    return Key(addresses(digest), comment_id)


def asked(digest: str) -> Key:
    return Key(addresses(digest), "ASKED")


def inquiry(digest: str) -> Key:
    return Key(PRIVACY + digest, "INQUIRY")


def writer(digest: str) -> str:
    return f"WRITER#{digest}"


def written(digest: str, comment_id: str) -> Key:
    return Key(writer(digest), comment_id)


def letter(digest: str) -> Key:
    return Key(LETTER + digest, "PRIVACY")


def erasure(digest: str) -> Key:
    return Key(ERASURE, digest)


def held(comment_id: str) -> Key:
    return Key(HELD, comment_id)


def decided(comment_id: str) -> Key:
    return Key(DECIDED, comment_id)


def talk(comment_id: str) -> Key:
    return Key(TALK, comment_id)


def blocked(kind: str, value: str) -> Key:
    return Key(BLOCKED, f"{kind}#{value}")


def browser(digest: str) -> Key:
    return Key(f"BROWSER#{digest}", "STANDING")


def text(digest: str) -> str:
    return f"TEXT#{digest}"


def proof(digest: str) -> Key:
    return Key(f"PROOF#{digest}", "SPENT")


def rate(mark: str, window: int) -> Key:
    return Key(VISIT + mark, f"RATE#{window}")


def sending(digest: str) -> Key:
    return Key(f"SENDING#{digest}", "TAKEN")


def mailed(comment_id: str, edition: str) -> Key:
    return Key(f"MAILED#{comment_id}", edition)


def told(comment_id: str) -> Key:
    return Key(f"TOLD#{comment_id}", "REPLY")


def path(path: str) -> str:
    return f"PATH#{path}"


def gone(path: str) -> Key:
    return Key(f"GONE#{path}", "TITLE")


def name(name: str) -> str:
    return f"NAME#{name}"


def links(name: str) -> str:
    return f"LINKS#{name}"


def find(bucket: int) -> str:
    return f"FIND#{bucket}"


def term_list(kind: str, term_slug: str) -> str:
    """The list of a tag, an author or a series."""
    return f"{LIST}{kind}/{term_slug}"


def media(source_key: str) -> Key:
    return Key(f"MEDIA#{source_key}", RECORD)


def contents(list_path: str) -> Key:
    return Key(CONTENTS + list_path, "CONTENTS")


def terms(kind: str) -> str:
    return TERMS + kind


def want(target: str) -> Key:
    """All lists of one kind of terms stand together, so that what lists there are can be asked at once."""
    kind = paths.term_kind(target)
    return Key(terms(kind), target) if kind else Key(PAGE + target, "WANT")


def wanted(item: dict[str, Any]) -> str:
    """The target of which an item says what is wanted and built; empty if it is about something else."""
    if item["PK"].startswith(TERMS):
        return str(item["SK"])
    return str(item["PK"]).removeprefix(PAGE) if item["PK"].startswith(PAGE) else ""
