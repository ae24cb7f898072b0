"""Hold a file's tree against its shape, and say each mistake in words an author can act on."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from command.plan_files.faults import Fault, did_you_mean
from command.plan_files.references import Known
from command.plan_files.tree import Node

SAYINGS: Final = {
    "string_type": ("this should be text", "Write words; put numbers and dates in quotes"),
    "int_type": ("this should be a whole number", "Write digits without quotes or point"),
    "bool_type": ("this should be true or false", "Write true or false"),
    "list_type": ("this should be a list", "Write [a, b] or one '- ' line for each"),
    "model_type": ("this should have keys of its own", "Write {key: value} or lines below it"),
    "dict_type": ("this should have keys of its own", "Write {key: value} or lines below it"),
    "string_too_short": ("this is empty", "Write it"),
}
"""Pydantic's kinds of error in plainer words. Others keep pydantic's, which read well enough."""

S = TypeVar("S", bound=BaseModel)
JsonSchema = Mapping[str, Any]  # JSON has no narrower type


def check_shape(
    shape: type[S], file: str, tree: Node, known: Known
) -> tuple[S | None, list[Fault]]:
    """
    Check one file against its shape, references included.

    Returns:
        What the file says, none where it is wrong, and every fault found.
    """
    try:
        return shape.model_validate(tree.plain(), context=known), []
    except ValidationError as broken:
        schema = _schema_of(shape)
        errors = broken.errors(include_url=False, include_input=True)
        return None, [_fault(file, tree, schema, error) for error in errors]


@cache
def _schema_of(shape: type[BaseModel]) -> JsonSchema:
    """Make a shape's schema once: an editor that checks at each keystroke asks often."""
    return shape.model_json_schema()


def _fault(file: str, tree: Node, schema: JsonSchema, error: ErrorDetails) -> Fault:
    path = error["loc"]
    what, hint = _saying(schema, error)
    # The missing or unknown key is named by what is said of it.
    where = _where(path[:-1] if error["type"] in {"missing", "extra_forbidden"} else path)
    spoken = f"{where}: {what}" if where else what
    return Fault(file=file, line=tree.line_at(path), what=spoken, hint=hint)


def _saying(schema: JsonSchema, error: ErrorDetails) -> tuple[str, str]:
    kind, path = error["type"], error["loc"]
    last = str(path[-1]) if path else ""
    context = error.get("ctx", {})
    if kind == "plan":
        return str(context["what"]), str(context["hint"])
    if kind == "missing":
        in_text = last in {"zh", "en"}
        return f"'{last}' is missing", "Every text is said in zh and en" if in_text else "Add it"
    if kind == "extra_forbidden":
        return f"unknown key '{last}'", did_you_mean(last, _keys_at(schema, path[:-1]))
    if kind == "literal_error":
        known = str(context["expected"])
        return f"'{error['input']}' is none of the words known here", f"Write one of {known}"
    if kind == "too_short":
        least, count = context["min_length"], context["actual_length"]
        return f"this needs {least} or more and has {count}", "Add what is missing"
    if kind == "too_long":
        most, count = context["max_length"], context["actual_length"]
        return f"this may have {most} at most and has {count}", "Take the others out"
    if kind == "string_pattern_mismatch":
        return f"'{error['input']}' has not the form of a name here", _form(str(context["pattern"]))
    return SAYINGS.get(kind, (error["msg"][:1].lower() + error["msg"][1:], ""))


def _form(pattern: str) -> str:
    if pattern == r"\S":
        return "Write words"
    if "A-Z" in pattern:
        return "Write it like A15.4"
    return f"Small letters and digits, parts joined by '{'_' if '_' in pattern else '-'}'"


def _where(path: tuple[int | str, ...]) -> str:
    words = (f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in path)
    return "".join(words).removeprefix(".").replace(".[key]", "")


def _keys_at(schema: JsonSchema, path: tuple[int | str, ...]) -> list[str]:
    """Tell the keys that the schema knows at a path."""
    place: JsonSchema = schema
    for step in path:
        place = next((_inside(one, step) for one in _choices(schema, place) if one), {})
    return [key for one in _choices(schema, place) for key in one.get("properties", {})]


def _inside(place: JsonSchema, step: int | str) -> JsonSchema:
    found = (
        place.get("items", {})
        if isinstance(step, int)
        else place.get("properties", {}).get(step, place.get("additionalProperties", {}))
    )
    return found if isinstance(found, dict) else {}


def _choices(schema: JsonSchema, place: JsonSchema) -> Iterator[JsonSchema]:
    """Follow a name to what it stands for, and offer each of several."""
    if "$ref" in place:
        place = schema["$defs"][place["$ref"].rpartition("/")[2]]
    if "anyOf" in place:
        for one in place["anyOf"]:
            yield from _choices(schema, one)
    else:
        yield place
