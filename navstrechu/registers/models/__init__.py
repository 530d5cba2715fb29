"""Models of the editions of registers."""

from navstrechu.registers.models.editions import EditionFile, EditionRow, RegisterEdition

__all__ = ["EditionFile", "EditionRow", "RegisterEdition"]
