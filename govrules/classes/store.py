"""What a learner has learnt, on disk, so that the next process starts warm.

A file holds the trees of look-ups and their answers, as a private file (``private_file``): what it
holds decides. One that is damaged, someone else's, or written for other rules or by another version
of the library, is not used, and it is said why.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from ..errors import GovrulesError
from ..private_file import DAMAGE, UnusableError, program_digest, read, uncollected, unused, write
from .decision_class import Classes
from .tree_json import TreeJson

__all__ = ["file_in", "load", "save"]

FORMAT = "govrules learnt 1"
DECIDING = ("classes", "decision", "evaluate", "expr", "law", "rules", "territory")


def file_in(folder: str | Path, digest: str) -> Path:
    """Return the file of a folder that is for one digest of rules and territory."""
    return Path(folder) / f"learnt-{digest[:32]}.json.gz"


def save(classes: Classes, path: str | Path) -> None:
    """Write what has been learnt, with what is in the file already.

    Args:
        classes: The classes and their learner.
        path: The file; its folder is made.

    Raises:
        OSError: if the file or the user's key cannot be written.
    """
    path = Path(path)
    if path.exists():
        load(classes, path)  # what another process has learnt since is kept
    learner = classes.learner
    form = TreeJson(classes.context.rules)
    with learner.lock:
        content = {
            "format": FORMAT,
            "stamp": _stamp(classes),
            "trees": [form.answers_out(tree) for tree in learner.trees],
            "made_of": [answers.made_of for answers in learner.answers.values()],
            "outcomes": form.outcomes_out(learner.outcomes),
        }
    write(path, content)


def load(classes: Classes, path: str | Path) -> GovrulesError | None:
    """Add to the learner what a file holds.

    Args:
        classes: Whose learner.
        path: The file.

    Returns:
        ``None`` if the file was read, or is not there; else why it was not used.
    """
    try:
        with uncollected():
            _absorb(classes, Path(path))
    except FileNotFoundError:
        return None
    except UnusableError as error:
        return unused(path, *error.args)
    except DAMAGE as error:
        name = type(error).__name__
        return unused(path, f"cannot be read ({name})", f"无法读取（{name}）")
    return None


def _absorb(classes: Classes, path: Path) -> None:
    plain = read(path)
    if plain["format"] != FORMAT or plain["stamp"] != _stamp(classes):
        raise UnusableError(
            "is of other rules, or of another version of govrules",
            "属于其他规则，或由其他版本的 govrules 写成",
        )
    form = TreeJson(classes.context.rules)
    trees = [form.answers_in(tree) for tree in plain["trees"]]
    made_of = [[tuple(leaves) for leaves in answers] for answers in plain["made_of"]]
    classes.learner.absorb(trees, made_of, form.outcomes_in(plain["outcomes"]))


def _stamp(classes: Classes) -> str:
    """What was learnt depends on: rules, territory, layout, duties, and the program itself."""
    context = classes.context
    duties = sorted(context.duties.items())
    text = f"{context.digest}:{context.layout!r}:{duties!r}:{program_digest(*DECIDING)}"
    return hashlib.sha256(text.encode()).hexdigest()
