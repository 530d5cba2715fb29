"""Models of the editions of registers."""

from navstrechu.registers.models.editions import EditionFile, EditionRow, RegisterEdition, RegisterProcedure

__all__ = ["EditionFile", "EditionRow", "RegisterEdition", "RegisterProcedure"]
