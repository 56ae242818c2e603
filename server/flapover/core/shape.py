"""The shape of every model that crosses a border: frozen, and closed to the unknown."""

from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict
from pydantic.fields import FieldInfo


class Frozen(BaseModel):
    """A value that cannot change and refuses fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


def fields_as_called(model: type[BaseModel]) -> Mapping[str, FieldInfo]:
    """Return the fields of a model by what they are called in a file: `from`, not `from_`."""
    return {info.alias or name: info for name, info in model.model_fields.items()}
