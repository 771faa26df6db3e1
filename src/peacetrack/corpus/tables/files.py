"""What goes wrong while a store is written is an `OSError`, whatever its library calls it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def as_errors_of_files(kind: type[Exception]) -> Iterator[None]:
    """
    Raise what a library raises about its file as an `OSError`.

    Args:
        kind: The errors of the library.
    """
    try:
        yield
    except kind as error:
        raise OSError(str(error)) from error
