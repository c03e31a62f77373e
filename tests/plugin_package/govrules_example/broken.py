"""A part that cannot be imported."""

raise RuntimeError("this plug-in is broken on purpose")
