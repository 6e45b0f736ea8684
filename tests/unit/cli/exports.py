"""Exports of other systems, made up: as few elements as a test needs, in the order in which the systems write them."""

from io import BytesIO

EPOCH = "2012-05-01T10:00:00Z"

DISQUS_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n<disqus xmlns="http://disqus.com" xmlns:dsq="http://disqus.com/disqus-internals">\n'
WXR_HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<!-- This is a WordPress eXtended RSS file. -->
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Kettle</title><link>https://kettle.example</link><wp:wxr_version>1.2</wp:wxr_version>
"""


def disqus_thread(number, link, own=""):
    return (
        f'<thread dsq:id="{number}"><id>{own}</id><forum>kettle</forum><category dsq:id="7" /><link>{link}</link>'
        "<title>Tea</title><message /><createdAt>2012-04-01T00:00:00Z</createdAt>"
        "<author><name>Owner</name></author></thread>\n"
    )


def disqus_post(
    number, thread, message="<p>Oolong.</p>", *, name="Ada", at=EPOCH, parent="", deleted=False, spam=False
):
    above = f'<parent dsq:id="{parent}" />' if parent else ""
    return (
        f'<post dsq:id="{number}">\n<id>wp_id={number}</id>\n<message><![CDATA[{message}]]></message>\n'
        f"<createdAt>{at}</createdAt><isDeleted>{str(deleted).lower()}</isDeleted><isSpam>{str(spam).lower()}</isSpam>"
        f"<author><email>ada@mail.example</email><name>{name}</name><isAnonymous>true</isAnonymous>"
        "<username>ada_l</username></author><ipAddress>192.0.2.7</ipAddress>"
        f'<thread dsq:id="{thread}" />{above}</post>\n'
    )


def disqus(*parts):
    return f"{DISQUS_HEAD}{''.join(parts)}</disqus>\n".encode()


def wxr_item(*comments, link="https://kettle.example/2012/05/tea/", name="tea", times=(EPOCH, EPOCH)):
    return (
        f"<item><title>Tea</title><link>{link}</link><content:encoded><![CDATA[<p>A post.</p>]]></content:encoded>"
        f"<wp:post_id>12</wp:post_id><wp:post_date>{times[0]}</wp:post_date>"
        f"<wp:post_date_gmt>{times[1]}</wp:post_date_gmt><wp:post_name>{name}</wp:post_name>{''.join(comments)}</item>\n"
    )


def wxr_comment(
    number, text="Oolong.", *, name="Ada", url="", approved="1", kind="comment", parent=0, at="2012-05-01 10:00:00"
):
    return (
        f"<wp:comment><wp:comment_id>{number}</wp:comment_id><wp:comment_author><![CDATA[{name}]]></wp:comment_author>"
        "<wp:comment_author_email>ada@mail.example</wp:comment_author_email>"
        f"<wp:comment_author_url>{url}</wp:comment_author_url>"
        "<wp:comment_author_IP>192.0.2.7</wp:comment_author_IP>"
        f"<wp:comment_date>2012-05-01 12:00:00</wp:comment_date><wp:comment_date_gmt>{at}</wp:comment_date_gmt>"
        f"<wp:comment_content><![CDATA[{text}]]></wp:comment_content>"
        f"<wp:comment_approved>{approved}</wp:comment_approved><wp:comment_type>{kind}</wp:comment_type>"
        f"<wp:comment_parent>{parent}</wp:comment_parent><wp:comment_user_id>0</wp:comment_user_id></wp:comment>\n"
    )


def wxr(*items):
    return f"{WXR_HEAD}{''.join(items)}</channel></rss>\n".encode()


def read(system, data):
    return list(system.read(BytesIO(data)))
