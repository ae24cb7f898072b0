"""Which language an answer is in: the page's choice, else the browser's, else Chinese."""

from flask import Request

from command.domain.plan import Text

DEFAULT = "zh-CN"
ENGLISH = "en"
LANGUAGES = (DEFAULT, ENGLISH)
COOKIE = "lang"


def language_of(request: Request) -> str:
    """Choose: `?lang=`, then the cookie, then Accept-Language."""
    for asked in (request.args.get("lang"), request.cookies.get(COOKIE)):
        if asked in LANGUAGES:
            return asked
    # The default first: it wins where the browser has no opinion.
    return request.accept_languages.best_match((DEFAULT, "zh", ENGLISH), DEFAULT) or DEFAULT


def words_in(text: Text, language: str) -> str:
    """Pick one language of a text."""
    return text.en if language == ENGLISH else text.zh
