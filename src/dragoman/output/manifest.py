"""What goes with an export: what is in it, what was asked, what each column means, and whether it is complete."""

from dragoman.records import Record


class Manifest(Record, frozen=True, kw_only=True):
    """Beside each file as FILE.manifest.json.

    `complete` is false where a limit or an interrupt cut the file; `cut_by` then says which. `counts` are numbers of
    records written, and `left_out` those that the format has no place for. `filter` has what was asked, without what
    was not. The same workspace gives the same manifest.
    """

    file: str
    format: str
    records: str
    made_by: str
    codebook: str
    filter: dict[str, str | int] = {}
    counts: dict[str, int] = {}
    complete: bool = True
    cut_by: str | None = None
    notes: tuple[str, ...] = ()
    columns: dict[str, dict[str, str]] = {}
