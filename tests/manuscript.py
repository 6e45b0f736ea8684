"""Manuscripts: what an author would upload."""


def post(title: str, date: str = "2026-03-14", body: str = "Some words to read.", **fields: str) -> str:
    more = "".join(f"{name}: {value}\n" for name, value in fields.items())
    return f"---\ntitle: {title}\ndate: {date}\n{more}---\n\n{body}\n"
