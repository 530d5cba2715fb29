"""Doubts of the reading and findings of the checks in one list, nothing told twice."""

from collections import Counter

from navstrechu.core.calendar import WorkingCalendar
from navstrechu.roadmap.remarks import Remark, remarks_on
from tests.roadmap.documents import reference_plan


def test_reference_has_every_irregularity_once():
    remarks = remarks_on(reference_plan(), WorkingCalendar().day_off)

    assert Counter(remark.code for remark in remarks) == {
        "group_not_in_order": 1,
        "input_due_after_output": 3,
        "result_names_other_stage": 1,
        "result_reworded": 1,
        "result_omits_words": 1,
        "name_variants": 4,
        "graded_object_unnamed": 1,
        "due_on_day_off": 9,
        "doubled_word": 1,
        "attachment_uneven": 10,
        "missing_quota": 3,
    }


def test_doubts_of_the_reading_come_first_in_the_published_form():
    [first, *_rest] = remarks_on(reference_plan(), WorkingCalendar().day_off)

    assert first.to_json() == {
        "measure": "2.7.1",
        "code": "doubled_word",
        "message": "Слово «клиентом» стоит дважды подряд, вероятно на стыке страниц; "
        "текст оставлен как есть.",
    }


def test_remark_about_the_whole_file_has_no_measure():
    assert Remark(None, "text_ignored", "Текст пропущен.").to_json()["measure"] is None
