"""The Beijing pack: who owns which matter, under which article.

Each module decides one thing and says so in its name; code lists stand in ``lists/``, the
territory in ``territory/``, the index of the law in ``law/``, worked matters in ``examples/``.
"""
