"""What a process is found by: the word forms of its card."""

from navstrechu.core.text.stems import stems_of
from navstrechu.processes.values import ProcessValues


def stems_of_values(values: ProcessValues, code: str) -> str:
    """Stems of code, title, clients, life situation, results, participants and legal bases."""
    texts = [
        code, values.title, values.clients, values.life_situation, values.result, values.input_text,
        values.output_text, *(row.name for row in values.participants),
        *(f"{row.act} {row.clause}" for row in values.bases),
    ]  # fmt: skip
    return stems_of("\n".join(texts))
