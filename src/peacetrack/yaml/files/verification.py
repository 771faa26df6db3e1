"""The texts of the sources against what a log says of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from peacetrack.model.evidence import Source
from peacetrack.model.problems import Finding, Problem, Severity
from peacetrack.yaml.files.opening import named, real
from peacetrack.yaml.files.paths import is_folder, is_there
from peacetrack.yaml.files.reader import fingerprint
from peacetrack.yaml.parsing.parser import YamlError
from peacetrack.yaml.records.reading import Reading
from peacetrack.yaml.records.scalars import Misfit


def verify_sources(reading: Reading, folder: Path | None = None) -> tuple[Problem, ...]:
    """
    Compare the texts of the sources with what the log says of them.

    Args:
        reading: What was read.
        folder: Where the texts lie; beside the log when None.

    Returns:
        An error for each text that differs; a note for all that could not be verified.
    """
    log = reading.log
    home = real(folder or reading.folder)
    stated = [
        source for source in (log.sources.values() if log else ()) if source.sha256 or source.paragraphs
    ]
    findings: list[Finding] = []
    unverified: list[Source] = []
    for source in stated:
        path = named(home, source.file)
        if source.file and is_there(path) and not is_folder(path) and real(path).is_relative_to(home):
            findings += _differences(source, path, home)
        else:
            unverified.append(source)
    if unverified:
        findings.append(_unverified(unverified))
    return reading.places.located(findings)


def _differences(source: Source, path: Path, home: Path) -> Iterator[Finding]:
    try:
        digest, lines = fingerprint(path, within=home)
    except (Misfit, YamlError) as error:
        stated = error.message if isinstance(error, Misfit) else "it is not UTF-8."
        reason = stated.removeprefix("This cannot be read: ").rstrip(".")
        yield _of_source(
            source, "PT150", "file", message=f"The text of '{source.id}' cannot be read: {reason}."
        )
        return
    if source.sha256 and source.sha256 != digest:
        yield _of_source(
            source, "PT151", "sha256", message=f"The text of '{source.id}' has another sha256: {digest}."
        )
    if source.paragraphs is not None and source.paragraphs != len(lines):
        message = f"The text of '{source.id}' has {len(lines)} paragraphs, not {source.paragraphs}."
        yield _of_source(source, "PT152", "paragraphs", message=message)


def _of_source(source: Source, code: str, field: str, *, message: str) -> Finding:
    hint = "`peacetrack paragraphs FILE` prints what belongs here."
    return Finding(
        code=code, message=message, entry=source.id, field=field, hint=hint, severity=Severity.ERROR
    )


def _unverified(sources: list[Source]) -> Finding:
    names = ", ".join(f"'{source.id}'" for source in sources)
    return Finding(
        code="unverified-source",
        message=f"Not compared with their texts, which are not here: {names}.",
        entry=sources[0].id,
        hint="Give the folder of the texts with `--sources DIR`.",
        severity=Severity.NOTE,
    )
