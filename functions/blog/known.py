"""Known: which comments came with an e-mail address, also when the address itself is kept no more."""

from blog import keys
from blog.comment import Comment
from blog.item import Item
from blog.table import Delete, Put, Table


def noted(comment: Comment) -> list[Put]:
    """By what a comment that came with an address is found."""
    if not comment.correspondent:
        return []
    return [Put(keys.written(comment.correspondent, comment.id), {"post": comment.post})]


def forget_gone(table: Table, digest: str) -> int:
    """Keep no note of comments that are nowhere any more; how many are left that came with the address."""
    rows = list(table.collection(keys.writer(digest)))
    gone = [row for row in rows if not _is_anywhere(table, row)]
    for row in gone:
        table.write([Delete(keys.written(digest, row["SK"]))])
    return len(rows) - len(gone)


def _is_anywhere(table: Table, row: Item) -> bool:
    """Once it is nowhere, it stays so: nothing brings it back but what noted it."""
    if _stands(table, row, row["post"]):
        return True
    again = table.get(keys.Key(row["PK"], row["SK"]))  # it was moved to another post, or decided about, meanwhile
    return again is not None and _stands(table, row, again["post"])


def _stands(table: Table, row: Item, post: str) -> bool:
    id_ = row["SK"]
    return any(table.get_in_order(keys.comment(post, id_), keys.held(id_), keys.decided(id_)))
