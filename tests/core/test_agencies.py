"""Names of public bodies in the cases of documents."""

import pytest

from navstrechu.core.errors import InputRefused
from navstrechu.core.text.agencies import declined, full_name_genitive


def test_known_word_is_declined_with_its_capital():
    assert declined("Министерство", {}) == {
        "genitive": "Министерства",
        "dative": "Министерству",
        "instrumental": "Министерством",
        "prepositional": "Министерстве",
    }


def test_given_forms_win():
    assert declined("служба", {"dative": "Службе"})["dative"] == "Службе"


def test_unknown_word_asks_for_its_cases():
    with pytest.raises(InputRefused, match="--called-dative, --called-instrumental"):
        declined("Облжилконтора", {"genitive": "Облжилконторы", "prepositional": "Облжилконторе"})


def test_full_name_changes_in_its_adjectives_and_its_noun():
    assert full_name_genitive("Управление труда области") == "Управления труда области"
    assert full_name_genitive("Главное управление труда") == "Главного управления труда"


def test_full_name_that_is_not_certain_is_asked_for():
    with pytest.raises(InputRefused, match="--full-name-genitive"):
        full_name_genitive("Облжилконтора")
