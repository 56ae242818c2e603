"""How the rules say no. Raised only in the core, told only to the asker."""

from typing import Literal, NoReturn

Reason = Literal[
    "malformed",  # the message does not say what it should; nothing was judged
    "not_allowed",  # not for your role
    "not_now",  # not in this step
    "step_moved_on",  # the step that you meant is no longer open
    "not_agreed",  # promise confidentiality first
    "no_such_card",  # also when it is hidden from you
    "no_such_person",
    "no_such_method",
    "no_such_step",
    "no_such_place",
    "no_such_value",
    "empty_text",
    "too_long",
    "bad_text",
    "stale",  # the text has changed too much since; send it again against the newest
    "too_many",  # the step allows no more of these per person
    "board_full",
    "door_locked",
    "needs_consent",
    "needs_split",  # the group is not divided yet; can be passed by
    "needs_pick",  # nothing is chosen yet; can be passed by
    "needs_inbrenger",
    "needs_gespreksleider",  # there must always be one
    "nothing_to_undo",
    "already_going",
    "nothing_going",
    "file_too_large",
    "wrong_file",  # neither an mp4 nor a webm
    "ended",
    "reused_id",
    "too_fast",
    "unavailable",  # the journal cannot be written; nothing was kept
]


class Rejected(Exception):
    """A request that the rules do not allow. It changed nothing."""

    def __init__(self, reason: Reason) -> None:
        """Keep the reason; it is all that the asker is told."""
        super().__init__(reason)
        self.reason: Reason = reason


def reject(reason: Reason) -> NoReturn:
    """Refuse, where an expression is needed."""
    raise Rejected(reason)


def require(holds: bool, reason: Reason) -> None:
    """Refuse unless it holds."""
    if not holds:
        raise Rejected(reason)
