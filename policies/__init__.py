"""Policy packs that ship with govrules; each is found as a plug-in, like a stranger's."""
