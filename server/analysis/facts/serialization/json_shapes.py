"""What a function reads of a parsed JSON value, put together as the shape of a struct."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Shape:
    """A part of the value: the keys that are read of it, its elements, and the methods that make data of it."""

    fields: dict[str, Shape] = field(default_factory=dict)
    element: Shape | None = None
    readers: set[str] = field(default_factory=set)
    changed: bool = False

    def at(self, key: str) -> Shape:
        """The part under a key."""
        return self.fields.setdefault(key, Shape())

    def inside(self) -> Shape:
        """The part that each element of a list is."""
        if self.element is None:
            self.element = Shape()
        return self.element

    def along(self, pointer: str) -> Shape:
        """The part that a JSON pointer leads to."""
        part = self
        for step in pointer.split("/")[1:]:
            part = part.inside() if step.isdigit() else part.at(step.replace("~1", "/").replace("~0", "~"))
        return part

    def paths(self) -> list[str]:
        """The keys that are read, those of inner parts behind their own: `user.name`."""
        found: list[str] = []
        for key, part in self.fields.items():
            found += [f"{key}.{inner}" for inner in part.paths()] or [key]
        return found + (self.element.paths() if self.element is not None else [])

    def is_changed(self) -> bool:
        """Whether something is written into the value."""
        inner = [*self.fields.values(), *((self.element,) if self.element is not None else ())]
        return self.changed or any(part.is_changed() for part in inner)

    def is_used(self) -> bool:
        """Whether something of the value becomes data here; else its parts are only handed on as they are."""
        inner = [*self.fields.values(), *((self.element,) if self.element is not None else ())]
        own = bool(self.readers - {"value"}) or not (self.readers or inner)
        return own or any(part.is_used() for part in inner)
