import io
import zipfile

from navstrechu.documents.engine.archive import with_fixed_times


def test_archives_of_another_time_and_machine_become_equal():
    def archive(moment, system):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as written:
            for name in ("б.xml", "а.xml"):
                info = zipfile.ZipInfo(name, moment)
                info.create_system = system
                written.writestr(info, f"<{name}/>")
        return buffer.getvalue()

    first = with_fixed_times(archive((2024, 3, 15, 10, 0, 0), 0))
    second = with_fixed_times(archive((2026, 1, 1, 0, 0, 0), 3))

    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as opened:
        assert [(entry.filename, entry.date_time) for entry in opened.infolist()] == [
            ("б.xml", (1980, 1, 1, 0, 0, 0)),
            ("а.xml", (1980, 1, 1, 0, 0, 0)),
        ]
        assert opened.read("а.xml") == "<а.xml/>".encode()
