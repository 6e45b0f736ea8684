"""The known-bad versions of the engine, and which simulation finds each."""

from tests.simulation.deployed import deployed
from tests.simulation.directed import built_and_not_listed, grown_batch, related_meanwhile, written_and_not_noted
from tests.simulation.hunts import crash, deciding, frugal, late, plain, seeds
from tests.simulation.mutants import Mutant, mutant

CONDITIONAL, CONDITION = "publisher.conditional", '{"IfMatch": expected} if expected else {"IfNoneMatch": "*"}'
RECONCILE, VERDICT, BUILD, TOUCHED, SITE = (
    f"publisher.{name}" for name in ("reconcile", "verdict", "build", "touched", "site_bucket")
)
RECORD, RULING, TABLE = "blog.record", "blog.ruling", "blog.table"
TOUCH_CHANGES = (
    '    touch_changes(table(), queues(), map(change, event["Records"]), mark=event["Records"][-1]["eventID"])\n'
)

ALIASED = """    if record is None or not record.is_listed:
        return {}
    row = {"id": record.id, "path": record.path, "is_alias": True}
"""
FENCES = (
    mutant(
        "unchanged is acknowledged without raising the generation",
        (
            RECONCILE,
            "    press.table.write(changes(before, after))\n",
            (
                "    if before is None or replace(after, generation=before.generation) != before:\n"
                "        press.table.write(changes(before, after))\n"
            ),
        ),
        by=(late("deleted, the marker removed"),),
    ),
    mutant(
        "the source is read before the generation",
        (
            RECONCILE,
            (
                "    record, settings_item = press.table.get_in_order(keys.record(keys.post_id(key)), keys.SETTINGS)\n"
                "    before, settings = record_of(record), settings_of(settings_item)\n"
                "    sources = press.content.newest_first(key, MAX_BYTES)\n"
            ),
            (
                "    sources = [press.content.newest(key, MAX_BYTES)]\n"
                "    record, settings_item = press.table.get_in_order(keys.record(keys.post_id(key)), keys.SETTINGS)\n"
                "    before, settings = record_of(record), settings_of(settings_item)\n"
            ),
        ),
        by=(late("A, B, A"),),
    ),
    mutant(
        "the record is put without its condition",
        (RECORD, "to_item(after), before.generation if before else 0)", "to_item(after), None)"),
        by=(late("A, B, A"),),
    ),
    mutant(
        "of a broken file only what was seen is shown",
        (
            VERDICT,
            "            problems = problems or error.problems\n",
            "            problems = error.problems\n            break\n",
        ),
        by=(plain("edited and at once broken"),),
    ),
    mutant(
        "of broken settings only what was seen counts",
        (RECONCILE, "press.content.newest_first(key, MAX_BYTES), s", "[press.content.newest(key, MAX_BYTES)], s"),
        by=(plain("settings that are at once broken"),),
    ),
    mutant(
        "a receipt is written by whoever comes last",
        ("publisher.receipt", "            expected,\n", "            self.tag(receipt.key),\n"),
        by=(late("A, A, deleted"),),
    ),
    mutant(
        "the receipt is looked at after the source",
        (
            RECONCILE,
            (
                "        there = press.reports.tag(key)  # before all else: who writes a receipt meanwhile knows more\n"
                "        try:\n"
                "            outcome = BY_KIND[kind_of(key)](press, key)\n"
            ),
            (
                "        there = ''\n"
                "        try:\n"
                "            outcome = BY_KIND[kind_of(key)](press, key)\n"
                "            there = press.reports.tag(key)\n"
            ),
        ),
        by=(late("A, A, deleted"),),
    ),
    mutant(
        "an event that was seen is not handled again",
        (
            "entry.reconcile",
            "    for key in hinted_keys(record.body):\n",
            (
                "    from blog.keys import Key\n"
                "    from blog.table import Conflict, Put\n"
                "    try:\n"
                "        press().table.put(Put(Key('SEEN', record.message_id), {}, 0))\n"
                "    except Conflict:\n"
                "        return\n"
                "    for key in hinted_keys(record.body):\n"
            ),
        ),
        by=(crash("new"),),
    ),
    mutant(
        "no stamp",
        ("publisher.stamp", "        return data + HTML_OR_XML % generation\n", "        return data\n"),
        by=(late("A, B, A", "A, B, A, B"),),
    ),
    mutant(
        "no If-Match",
        (CONDITIONAL, CONDITION, f'({CONDITION}) if what["Key"].startswith("receipts/") else {{}}'),
        by=(late("edited, deleted", "A, B, A"),),
    ),
    mutant(
        "no If-None-Match",
        (CONDITIONAL, CONDITION, f'({CONDITION}) if expected or what["Key"].startswith("receipts/") else {{}}'),
        by=(late("new, deleted"),),
    ),
    mutant(
        "an unpublished page is deleted",
        (
            SITE,
            "        self._put(path, there, output, cache, generation=str(output.generation))\n",
            (
                "        if output.status == GONE:\n"
                "            self._client.delete_object(Bucket=self._bucket, Key=object_key(path))\n"
                "            return\n"
                "        self._put(path, there, output, cache, generation=str(output.generation))\n"
            ),
        ),
        by=(late("new, deleted"),),
    ),
    mutant(
        "a post is listed before its page exists",
        (
            RECONCILE,
            "    after = _placed(press, verdict.record)\n",
            "    after = _placed(press, verdict.record)\n    after = replace(after, live=after.path)\n",
        ),
        by=(plain("new"),),
    ),
    mutant(
        "the live mark is not tried again",
        (
            BUILD,
            "    press.table.write([*changes(before, noted), *counted])\n",
            (
                "    try:\n        press.table.write([*changes(before, noted), *counted])\n"
                "    except Conflict:\n        return\n"
            ),
        ),
        by=(late("new, told again"),),
    ),
    mutant(
        "a message of the generation that was built is done",
        (
            BUILD,
            "    if tag.generation < want.generation:\n        return False\n",
            "    return tag.generation >= want.generation\n",
        ),
        by=(crash("new"),),
    ),
    mutant(
        "a message of a lower generation than was built is done",
        (
            BUILD,
            "    if tag.generation < want.generation:\n        return False\n",
            "    if tag.generation != want.generation:\n        return tag.generation > want.generation\n",
        ),
        by=(crash("new"),),
    ),
    mutant(
        "a page that another edition made is done",
        (BUILD, "    if tag.generation == want.generation and not is_ours:\n        return False\n", ""),
        by=(deployed,),
    ),
    mutant(
        "the wanted generation is read after the model",
        (
            BUILD,
            "    output = output_of(theme, described.page, generation)\n",
            (
                "    generation = press.table.get(keys.want(path))['generation']\n"
                "    output = output_of(theme, described.page, generation)\n"
            ),
        ),
        by=(late("edit", "A, B, A"),),
    ),
    mutant(
        "the object's tag is read after the model",
        (
            BUILD,
            "    output = output_of(theme, described.page, generation)\n",
            "    output = output_of(theme, described.page, generation)\n    tag = press.site.tag(path)\n",
        ),
        by=(late("edit", "A, B, A"),),
    ),
    mutant(
        "what was built is noted by whoever comes last",
        (TABLE, 'ConditionExpression="attribute_not_exists(#0) OR #0 < :0",\n', ""),
        by=(late("edit"), seeds(100)),
    ),
    mutant(
        "what is noted of a list is lost with whoever wrote it",
        (BUILD, "    if not paths.term_kind(path):\n", "    if True or not paths.term_kind(path):\n"),
        by=(written_and_not_noted,),
    ),
    mutant(
        "a failed write is not looked at",
        (BUILD, "must_look=attempt > 0", "must_look=False"),
        by=(crash("new"),),
    ),
    mutant(
        "a list links its part whatever happened to it meanwhile",
        (BUILD, "press.table.write([linked, Check(keys.want(path), tag.generation)])", "press.table.write([linked])"),
        by=(late("another month and back", list_cards=1),),
    ),
    mutant(
        "a list is divided after its page is written",
        (
            BUILD,
            (
                "    _divide(press, path, asked, described.page)\n"
                "    if tag != output.tag:\n        press.site.put(path, output, tag)\n"
            ),
            (
                "    if tag != output.tag:\n        press.site.put(path, output, tag)\n"
                "    _divide(press, path, asked, described.page)\n"
            ),
        ),
        by=(crash("new", list_cards=3),),
    ),
    mutant(
        "a read that decides is not consistent",
        (
            TABLE,
            "            ConsistentRead=True,\n            PaginationConfig=paging,\n",
            "            PaginationConfig=paging,\n",
        ),
        by=(plain("delete", "retag"),),
    ),
    mutant(
        "an item is read inconsistently",
        (TABLE, "Key=key_of(key), ConsistentRead=True)", "Key=key_of(key))"),
        by=(plain("draft", "media"),),
    ),
    mutant(
        "a message does not carry its generation",
        ("publisher.queues", 'else {"generation": want.generation}', "else {}"),
        (
            "entry.build",
            "    want = Want(**record.json_body)\n",
            (
                "    from blog import keys\n"
                "    target = record.json_body['target']\n"
                "    want = Want(target, press().table.get(keys.want(target))['generation'])\n"
            ),
        ),
        by=(plain("A, B, A"),),
    ),
    mutant(
        "a batch of the stream is acknowledged half done",
        (
            "entry.touch",
            TOUCH_CHANGES,
            (f"    try:\n    {TOUCH_CHANGES}    except Exception:\n        return\n"),
        ),
        by=(seeds(200),),
    ),
    mutant(
        "messages that were refused are not sent again",
        ("publisher.queues", '            if failed := answer.get("Failed"):\n', "            if failed := None:\n"),
        by=(seeds(200),),
    ),
    mutant(
        "a clock in a page",
        (
            "publisher.stamp",
            "        return data + HTML_OR_XML % generation\n",
            "        import time\n        return data + b'%d' % time.monotonic_ns() + HTML_OR_XML % generation\n",
        ),
        by=(plain("new"),),
    ),
    mutant(
        "links are not noted",
        (
            RECONCILE,
            "    new = [note for note in notes if press.table.get(note) is None]\n",
            "    new: list[Key] = []\n",
        ),
        by=(plain("a link to what comes later"),),
    ),
    mutant(
        "a row does not name the lists of its authors",
        (RECORD, "        authors=post.terms_of(Author),\n", ""),
        by=(plain("an author and a series"),),
    ),
    mutant(
        "a tombstone names what stands in the file now",
        (RECORD, '{"title": before.title, "language"', '{"title": after.title, "language"'),
        by=(plain("draft"),),
    ),
    mutant(
        "a post that is published keeps its preview",
        ("publisher.preview", "if record.status not in PREVIEWED:", 'if record.status == "unpublished":'),
        by=(plain("a draft, published and drafted again"),),
    ),
    mutant(
        "a rebuild forgets the previews",
        ("publisher.fan_out", '        pages |= {row["SK"] for row in table.collection(keys.PREVIEWS_LIST)}\n', ""),
        by=(plain("a draft, settings"),),
    ),
    mutant(
        "an alias leads to a post that is not listed yet",
        (RECORD, ALIASED, ALIASED.replace("is_listed", "is_published")),
        by=(late("an alias, renamed"),),
    ),
    mutant(
        "two pages have one stamp",
        (BUILD, "output.tag and tag.generation == output.generation:\n", "output.tag and tag.generation < 0:\n"),
        by=(built_and_not_listed,),
    ),
    mutant(
        "a scan instead of a query",
        (
            TABLE,
            "        return list(self._pages(*_beginning(pk, begins), ascending=False, limit=limit))\n",
            (
                "        items = [item for item in self.scan() if item['PK'] == pk and item['SK'].startswith(begins)]\n"
                "        return sorted(items, key=lambda item: item['SK'], reverse=True)[:limit]\n"
            ),
        ),
        by=(frugal,),
    ),
    mutant(
        "a whole collection is read, and cut afterwards",
        (
            TABLE,
            "        return list(self._pages(*_beginning(pk, begins), ascending=False, limit=limit))\n",
            "        return list(self._pages(*_beginning(pk, begins), ascending=False))[:limit]\n",
        ),
        by=(frugal,),
    ),
    mutant(
        "a post that was just listed is not compared with its surroundings",
        (
            "publisher.fan_out",
            "    return set() if record.seen ==",
            "    return set() if True or record.seen ==",
        ),
        by=(late("new, another new"),),
    ),
    mutant(
        "what is related is not compared",
        ("publisher.library", "repr((self, settings))", "repr((self.newer, self.older, settings))"),
        by=(related_meanwhile,),
    ),
    mutant(
        "a fan-out's message is like the one before",
        ("publisher.queues", '{"mark": want.mark} if want.mark', '{"mark": "1"} if want.mark'),
        by=(plain("A, B, A", "redated and back"),),
    ),
    mutant(
        "a fan-out has the mark of the first change",
        ("entry.touch", 'mark=event["Records"][-1]', 'mark=event["Records"][0]'),
        by=(grown_batch,),
    ),
    mutant(
        "a comment is shown only where the file has the key that was written",
        ("publisher.fan_out", "return _page_of(table, identity) | {", "return _page_of(table, identity) and {"),
        by=(plain("another file of one identity"),),
    ),
    mutant(
        "whoever wrote another's identity does not ask whether he is there",
        (RECORD, "filter(None, [original_of(self.source), former])", "filter(None, [original_of(self.source)])"),
        by=(plain("another file of one identity"),),
    ),
    mutant(
        "comments are counted by whoever comes last",
        (BUILD, "[unmoved] if noted.comments != before.comments else []", "[]"),
        by=(late("approved and removed", "removed, approved"),),
    ),
    mutant(
        "a count that was not noted is not noted again",
        (BUILD, "(found is None or found.is_noted)", "(found is None or found.record.is_listed)"),
        by=(crash("approve"),),
    ),
    mutant(
        "a conversation is not closed when its time has come",
        (VERDICT, "closes(post, settings) if post.kind is Kind.POST else None)", "None)"),
        by=(plain("closed by its age"),),
    ),
    mutant(
        "a page does not show that its conversation is closed",
        (RECORD, "(self.path, self.post, self.version, self.closed)", "(self.path, self.post, self.version)"),
        by=(plain("closed by its age"),),
    ),
    mutant(
        "a moment that came while its schedule was made",
        (RECONCILE, "        if verdict.moment <= press.now():\n", "        if verdict.moment is press.now():\n"),
        by=(late("schedule"),),
    ),
)


def _edge(name: str, old: str, new: str, *by: object) -> Mutant:
    return mutant(f"touched forgets {name}", (TOUCHED, old, new), by=by)  # type: ignore[arg-type]


LISTS = "{FEED, RECENT, SITEMAP, sitemap_path(_year(sk)), BESIDE + place}"
TOPICS = "sorted(_topics(before) | _topics(after))"
OWN = "return linking | (own | {FEED} if _is_edit(old, new) else own)"
EDGES = (
    *(
        _edge(gone, LISTS, LISTS.replace(gone + ", ", ""), plain("new"))
        for gone in ("FEED", "RECENT", "SITEMAP", "sitemap_path(_year(sk))")
    ),
    _edge("HOME", "{HOME, month_path", "{month_path", plain("new")),
    _edge("neighbours", LISTS, LISTS.replace(", BESIDE + place", ""), plain("new")),
    _edge("related posts", TOPICS, "sorted(set())", plain("related, another title")),
    _edge("topics that were left", TOPICS, "sorted(_topics(after))", plain("related, leaves and returns")),
    _edge("topics that came", TOPICS, "sorted(_topics(before))", plain("related, leaves and returns")),
    _edge("a new post's own page", "else NEW + sk", "else sk", late("new, another new")),
    _edge("the archive and its year", "counting = _years_of(ARCHIVE, sk) | {", "counting = NOTHING | {", plain("new")),
    _edge("the archive's month", ", month_path(_year(sk), int(sk[5:7]))}", "}", plain("new")),
    _edge(
        "a list",
        "frozenset({path, year_path(path, _year(sk))})",
        "frozenset({year_path(path, _year(sk))})",
        plain("retag"),
    ),
    _edge("a list's year", "frozenset({path, year_path(path, _year(sk))})", "frozenset({path})", plain("retag")),
    *(
        _edge(
            f"lists by {kind}",
            "return _years_of(term_path(kind, term_slug), sk)",
            f"return NOTHING if kind == {kind!r} else _years_of(term_path(kind, term_slug), sk)",
            plain(story),
        )
        for kind, story in (
            ("tag", "retag"),
            ("author", "another author and back"),
            ("series", "another series and back"),
        )
    ),
    _edge(
        "a post's own page",
        OWN,
        "return linking | ({FEED} if _is_edit(old, new) else set())",
        plain("new text only"),
    ),
    _edge(
        "the feed's texts",
        OWN,
        "return linking | own",
        plain("another ending"),
    ),
    _edge(
        "translations",
        "kind = TRANSLATIONS if sk.startswith(keys.TRANSLATION) else POST",
        "kind = POST",
        plain("a page's translation, another"),
    ),
    _edge(
        "the language of an original",
        "each.title, each.language, each.original, ",
        "each.title, each.original, ",
        plain("translated, of another language"),
    ),
    _edge(
        "that an original is one",
        "each.language, each.original, ",
        "each.language, ",
        plain("an original of another key"),
    ),
    _edge(
        "an identity",
        "each.original, each.written_identity)",
        "each.original)",
        plain("an identity that comes later"),
    ),
    _edge(
        "links by a former name",
        "titles, identities, told=",
        "titles, [], told=",
        plain("an identity that comes later"),
    ),
    _edge(
        "conversations",
        "return frozenset({kind + pk",
        "return NOTHING if kind == POST else frozenset({kind + pk",
        plain("approve"),
    ),
    _edge(
        "the comments that lists count",
        "return counting if _is_count",
        "return NOTHING if _is_count",
        plain("approve"),
    ),
    _edge(
        "the likes of a comment",
        'if name not in (TURN, "generation")',
        'if name not in (TURN, LIKES, "generation")',
        plain("liked"),
    ),
    _edge("when conversations close", "for name in READING)", "for name in READING[:-1])", plain("close")),
    _edge(
        "the sitemap of pages",
        "frozenset({SITEMAP, SITEMAP_PAGES, *just_listed})",
        "frozenset({SITEMAP, *just_listed})",
        plain("page"),
    ),
    _edge(
        "pages in the sitemap",
        "frozenset({SITEMAP, SITEMAP_PAGES, *just_listed})",
        "frozenset({SITEMAP_PAGES, *just_listed})",
        plain("page"),
    ),
    _edge("a page that was just listed", "SITEMAP_PAGES, *just_listed})", "SITEMAP_PAGES})", late("page, settings")),
    _edge(
        "a list whose parts change",
        "frozenset({whole, *just_divided,",
        "frozenset({*just_divided,",
        plain("redate", "new", list_cards=3),
    ),
    _edge(
        "the parts of a list that is divided",
        "frozenset({whole, *just_divided,",
        "frozenset({whole,",
        plain("new", list_cards=3),
    ),
    _edge(
        "the years in the sitemap",
        "*({SITEMAP} if whole == ARCHIVE else NOTHING)",
        "",
        late("another year and back", list_cards=1),
    ),
    _edge(
        "claims",
        'frozenset({_key(before, after)[0].removeprefix("PATH#")})',
        "NOTHING",
        late("collides, the other leaves"),
    ),
    _edge(
        "the preview of a draft",
        "linking = _linking(old, new) | _previews(old, new)",
        "linking = _linking(old, new)",
        plain("a draft, edited"),
    ),
    _edge(
        "links to a post that was listed",
        "        return linking\n",
        "        return NOTHING\n",
        plain("a link to what comes later"),
    ),
    _edge(
        "links to a post that is gone",
        OWN,
        OWN.replace(
            "linking | (own | {FEED} if _is_edit(old, new) else own)",
            "frozenset(own | {FEED} if _is_edit(old, new) else own)",
        ),
        plain("a link to what is deleted"),
    ),
    _edge(
        "links by a former title",
        "linking_to(listed[0].source, titles, ",
        "linking_to(listed[0].source, [], ",
        plain("linked and retitled"),
    ),
    _edge(
        "that a namesake may be gone",
        ", told=bool(new and new.namesake))",
        ")",
        late("new of one title, the other leaves"),
    ),
    _edge(
        "the sources when the pattern of addresses changes",
        "for name in READING)",
        "for name in READING[:1])",
        plain("a pattern"),
    ),
    _edge("media", "file = {path_of(key)} if", "file = NOTHING if", plain("media")),
    _edge(
        "the pages that show a picture",
        "else {linking_to(key, [])})",
        "else NOTHING)",
        plain("a picture that comes later"),
    ),
    _edge(
        "settings",
        "return redirected | ({EVERYTHING, SOURCES} if is_reading else {EVERYTHING})",
        "return redirected",
        plain("settings"),
    ),
    _edge(
        "the sources when the time zone changes",
        "return redirected | ({EVERYTHING, SOURCES} if is_reading else {EVERYTHING})",
        "return redirected | {EVERYTHING}",
        plain("time zone"),
    ),
    _edge(
        "a redirect that was taken back",
        "set(old.redirects) ^ set(new.redirects)",
        "set(new.redirects) - set(old.redirects)",
        plain("a redirect and back"),
    ),
)
OF_DECIDING = "\n    return [*leaving_of(found), row, *_arriving(new), *_consequences(table, last, new, word)]\n"
OTHERS = (
    mutant(
        "a clock in a template's rendering",
        (
            "publisher.theme",
            "render(given(page))\n",
            "render(given(page)) + f\"<!-- {__import__('time').monotonic_ns()} -->\"\n",
        ),
        by=(plain("page"),),
    ),
    mutant(
        "no post has rows for searches",
        (RECORD, "    if record is None or not at:\n        return {}\n    buckets", "    return {}\n    buckets"),
        by=(plain("new"),),
    ),
    mutant(
        "a search finds what is not listed any more",
        (RECORD, "for key in old if key not in new]", "for key in old if key not in new and key.pk[:4] != 'FIND']"),
        by=(plain("delete"),),
    ),
    mutant(
        "a decision is written over another",
        (
            RULING,
            f"new), found.fence){OF_DECIDING}",
            f"new), None){OF_DECIDING}",
        ),
        by=(deciding("approve", "reject"),),
    ),
)
MUTANTS = FENCES + EDGES + OTHERS


def known(name: str) -> Mutant:
    return next(each for each in MUTANTS if each.name == name)
