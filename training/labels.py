"""The labels of the model, in the order of its columns; free of torch, for what runs with the package itself."""

TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "NONE",
)  # fmt: skip
NONE = TYPES.index("NONE")
STATUSES = ("happened", "ongoing", "planned", "called_off", "denied", "hypothetical")
ROLES = ("none", "sources", "targets", "mediators", "hosts")
# Beside the rows stands what an own codebook adds, if one was given to `training.prepare`.
OWN_NOTE = ".own.json"
# A label that no loss counts.
MASKED = -100
