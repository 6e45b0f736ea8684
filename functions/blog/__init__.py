"""The words that publisher and API share: posts, comments, settings, paths, the table.

Nothing in here renders, and nothing in here imports markdown or jinja2.
"""
