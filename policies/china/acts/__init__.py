"""The acts, each a module: its rules article by article, made of the terms that a city gives."""
