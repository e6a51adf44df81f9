"""What stands in the sitemap beside the things that can be found: a package above registers what else is public."""

from collections.abc import Callable, Iterable, Mapping

Pages = Callable[[], Iterable[Mapping[str, str]]]

_registered: dict[str, Pages] = {}


def register(name: str, pages: Pages) -> None:
    """Called from `AppConfig.ready`. `pages()` gives for each page {language code: its path with the prefix}."""
    _registered[name] = pages


def registered() -> tuple[Pages, ...]:
    return tuple(_registered.values())
