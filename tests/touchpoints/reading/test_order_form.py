"""What the product prints in the form of the order's annex is read back as it was."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings

from navstrechu.demonstration.registers import load_registers
from navstrechu.documents.engine.tree import Document, Orientation
from navstrechu.documents.rendering import Format, render
from navstrechu.touchpoints.reading import Channel, ReadRow, read_register
from navstrechu.touchpoints.reading.checks import CHANNEL_LABELS
from navstrechu.touchpoints.register_form import FormRow, register_form
from tests.programs import missing_program
from tests.roadmap.office import convert, office
from tests.touchpoints.reading.test_any_shape import registers


def printed(rows: Iterable[ReadRow], form: Format) -> bytes:
    form_rows = [
        FormRow(
            group_number=row.group_number or 0,
            group_title=row.group,
            process=row.process,
            touchpoint=row.touchpoint,
            channel=CHANNEL_LABELS[row.channel] if row.channel else "",
            interactions=row.interactions,
            peculiarities=row.peculiarities,
        )
        for row in rows
    ]
    document = Document("Перечень", register_form(form_rows), orientation=Orientation.LANDSCAPE)
    return render(document, form).content


@pytest.mark.parametrize("form", [Format.DOCX, Format.XLSX])
@given(rows=registers())
@settings(max_examples=20, deadline=None)
def test_printed_register_comes_back(form: Format, rows: tuple[ReadRow, ...]):
    register = read_register(printed(rows, form))

    assert (register.rows, register.doubts) == (rows, ())


def demonstration_rows() -> list[ReadRow]:
    """The register of the demonstration department: hundreds of rows in real wording."""
    registers = load_registers()
    titles = {group.number: group.title for group in registers.groups}
    channels = {channel.key: Channel(channel.category) for channel in registers.channels}
    rows = []
    for link in registers.links.values():
        process, touchpoint = registers.processes[link.process], registers.touchpoints[link.touchpoint]
        row = ReadRow(
            group=titles[process.group],
            process=process.title,
            touchpoint=touchpoint.name,
            channel=channels[touchpoint.channel],
            interactions=tuple(interaction.text for interaction in link.interactions),
            peculiarities=(link.peculiarities,) if link.peculiarities else (),
            group_number=process.group,
        )
        rows.append((process.group, process.code, row))
    return [row for _group, _code, row in sorted(rows, key=lambda entry: entry[:2])]


@pytest.mark.parametrize("form", [Format.DOCX, Format.XLSX])
def test_register_of_the_demonstration_comes_back(form: Format):
    rows = tuple(demonstration_rows())

    register = read_register(printed(rows, form))

    assert (len(rows) > 300, register.rows, register.doubts) == (True, rows, ())


@pytest.mark.parametrize("form", [Format.DOCX, Format.XLSX])
def test_register_saved_by_an_office_program_comes_back(form: Format, tmp_path: Path):
    if office() is None:
        missing_program("soffice", "libreoffice-calc-nogui")
    rows = tuple(demonstration_rows())
    source = tmp_path / f"перечень.{form}"
    source.write_bytes(printed(rows, form))

    saved = convert(source, form.value, tmp_path / "saved")

    register = read_register(saved.read_bytes())
    assert (register.rows, register.doubts) == (rows, ())
