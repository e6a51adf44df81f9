"""The field that holds a page's body."""

from typing import TYPE_CHECKING, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from wagtail.fields import StreamField


class BodyField(StreamField):
    """A StreamField that a migration sees as the JSON it is in the database.

    So a change of a block makes no migration, and a migration that moves data reads and writes the raw JSON: Wagtail's
    own field would drop every block that its frozen definition does not know.
    """

    if TYPE_CHECKING:  # a page's body is a StreamValue; a list of blocks may be written into it

        def __get__(self, instance: Any, owner: Any = None) -> Any: ...
        def __set__(self, instance: Any, value: Any) -> None: ...

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, _path, args, kwargs = models.Field.deconstruct(self)
        return name or "", "django.db.models.JSONField", list(args), {**kwargs, "encoder": DjangoJSONEncoder}

    def clone(self) -> "BodyField":
        _name, _path, _args, kwargs = models.Field.deconstruct(self)
        return type(self)(self.block_types_arg, **{**kwargs, **self.block_opts_given})

    @property
    def block_opts_given(self) -> dict[str, Any]:
        """What was passed on to the block. "required" follows from `blank` and is not taken by the constructor."""
        return {key: value for key, value in self.block_opts.items() if key != "required"}
