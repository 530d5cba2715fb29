"""The plan by posts."""

from datetime import date

import pytest

from navstrechu.roadmap.progress import MeasureState
from navstrechu.roadmap.queries.plan import current_roadmap
from navstrechu.roadmap.queries.posts import post_loads
from navstrechu.roadmap.queries.state import roadmap_state
from tests.factories.organisation import agency
from tests.factories.roadmap import CLERK, HEAD, read_measure, reading, roadmap

pytestmark = pytest.mark.django_db


def loads(*measures, on=date(2024, 3, 15)):
    own = agency()
    roadmap(own, reading(*measures))
    return post_loads(roadmap_state(current_roadmap(own), on=on))


def test_posts_stand_by_what_they_answer_for():
    found = loads(read_measure("1.1"), read_measure("1.2", responsible=CLERK, co_executors=(HEAD,)),
                  read_measure("1.3", responsible=CLERK, co_executors=()))  # fmt: skip

    assert [
        (load.post.title, [m.number for m in load.responsible], [m.number for m in load.co_executed])
        for load in found
    ] == [(CLERK, ["1.2", "1.3"], ["1.1"]), (HEAD, ["1.1"], ["1.2"])]


def test_measures_of_a_post_begin_with_the_overdue_ones():
    [head, _clerk] = loads(
        read_measure("1.1"),
        read_measure("1.2", due=date(2024, 12, 2)),
        read_measure("1.3", due=date(2024, 3, 1)),
        on=date(2024, 3, 14),
    )

    assert [measure.number for measure in head.responsible] == ["1.3", "1.1", "1.2"]
    assert head.counts == [(MeasureState.OVERDUE, 1), (MeasureState.NOT_STARTED, 2)]
    assert [measure.number for measure in head.urgent] == ["1.3"]
    assert head.done == 0
