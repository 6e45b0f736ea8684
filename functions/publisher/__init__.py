"""The publisher: from a source file to the bytes of a page.

The only package that imports markdown and jinja2.
"""
