"""What the fields of requests are made of."""

from typing import Annotated

from pydantic import StringConstraints

from flapover.core.ids import CardId, ClipId, PersonId, RequestId

Opaque = StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,40}$")
Card = Annotated[CardId, Opaque]
Person = Annotated[PersonId, Opaque]
Clip = Annotated[ClipId, Opaque]
AskId = Annotated[RequestId, StringConstraints(pattern=r"^[A-Za-z0-9_-]{16,40}$")]
Raw = Annotated[str, StringConstraints(max_length=20_000)]
"""Text as it came; `text.written` and `text.name` judge it. The bound is on code points."""
