"""A stranger's plug-in that cannot be imported."""

raise RuntimeError("the kite string broke")
