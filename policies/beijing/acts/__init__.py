"""The acts, each a module or a package: its rules article by article, in the order of the law.

``terms`` defines what their conditions say, ``outcomes`` what their rules conclude.
"""
