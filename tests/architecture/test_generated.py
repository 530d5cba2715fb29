"""Files made from the code are the ones that the code makes now."""

from scripts import openapi, states
from tests.architecture.sources import ROOT


def test_state_diagrams_are_fresh():
    written = {
        path.name: path.read_text(encoding="utf-8") for path in (ROOT / "docs" / "states").glob("*.md")
    }

    assert written == {f"{flow.name}.md": states.page(flow) for flow in states.flows()}


def test_every_flow_reaches_all_its_states_and_labels_them():
    for flow in states.flows():
        targets = {flow.initial} | {arrow.target for arrow in flow.transitions}

        assert targets == set(flow.labels), flow.name


def test_description_of_the_api_is_fresh():
    assert openapi.PATH.read_text(encoding="utf-8") == openapi.text()
