"""Reasons the web itself has to say no. `problems.py` turns them into answers, nobody else does."""


class Unauthenticated(Exception):
    """Nobody is signed in here, or not any more."""


class WrongCredentials(Exception):
    """The name, password or code isn't right; which of them stays unsaid."""


class NotYours(Exception):
    """Signed in, but this isn't for that role to read."""


class ForeignOrigin(Exception):
    """A state-changing request with a cookie that some other site may have caused."""


class NoSuchThing(Exception):
    """Nothing of that name, or nothing this visitor may know of."""

    def __init__(self, field: str) -> None:
        """Name what was looked for, never its value."""
        super().__init__(field)
        self.field = field


class WrongContent(Exception):
    """The body isn't plain JSON: another type, or compressed."""


class TooLarge(Exception):
    """The body is larger than any action is."""


class NotAPicture(Exception):
    """The body isn't a photo of a type that browsers show, or not the one it says."""


class PictureTooLarge(Exception):
    """The photo is larger than this installation keeps."""


class TooMany(Exception):
    """Asked too often."""

    def __init__(self, retry_after_s: int) -> None:
        """Say when to come back."""
        super().__init__(retry_after_s)
        self.retry_after_s = retry_after_s
