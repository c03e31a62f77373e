"""Worked examples as they stand in their files: YAML, each with a matter and what is expected."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ..errors import PluginError, PolicyError

__all__ = ["read_yaml"]

# YAML 1.1 reads on, off, yes and no as truth values; here `on` is a day and `no` an answer.
BOOL = "tag:yaml.org,2002:bool"


def read_yaml(path: Path) -> Any:
    """What a file of examples holds, only ``true`` and ``false`` read as truth values.

    Raises:
        PolicyError: the file does not exist or is not YAML.
        PluginError: PyYAML is not installed.
    """
    try:
        import yaml
    except ImportError:
        raise PluginError(
            "worked examples need PyYAML",
            "读取示例须有 PyYAML",
            place=path.name,
            hint_en='install "govrules[examples]"',
            hint_zh='请安装 "govrules[examples]"',
        ) from None

    safe = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # that of C is not everywhere
    resolvers = {
        first: [r for r in kept if r[0] != BOOL or first in "tTfF"]
        for first, kept in safe.yaml_implicit_resolvers.items()
    }
    loader: Any = type("Loader", (safe,), {"yaml_implicit_resolvers": resolvers})
    try:
        with path.open(encoding="utf-8") as file:
            return yaml.load(file, loader)
    except FileNotFoundError:
        raise _bad(
            path, "the file does not exist", "文件不存在", "check the path", "请检查路径"
        ) from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        why = " ".join(str(error).split())
        raise _bad(
            path, f"not YAML: {why}", f"不是 YAML：{why}", "check the indentation", "请检查缩进"
        ) from None


def _bad(path: Path, en: str, zh: str, hint_en: str, hint_zh: str) -> PolicyError:
    return PolicyError(en, zh, place=path.name, hint_en=hint_en, hint_zh=hint_zh)
