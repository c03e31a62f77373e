"""Which matters are alike: cells, trees of look-ups, decision classes."""
