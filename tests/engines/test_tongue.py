"""The language of a text: told where small words tell it, and not guessed where they do not."""

from __future__ import annotations

import pytest

from loopready.engines.tongue import tongue_of

TEXTS = {
    "English": "Lead the team that owns the ledger. Worked with finance on the budget for two years.",
    "German": "Verantwortlich für das Budget und die Führung von vier Personen. Auswertung der Kampagnen mit dem Vertrieb.",
    "French": "Responsable du budget et de l'équipe. Mise en place des indicateurs pour la direction dans une filiale.",
    "Spanish": "Responsable del presupuesto y de las campañas. Coordinación con el equipo de ventas para la región.",
    "Dutch": "Verantwoordelijk voor het budget en de planning. Leiding aan een team van vier met een eigen begroting.",
    "Italian": "Responsabile del budget e della rete. Gestione dei fornitori con una squadra di quattro persone nel negozio.",
    "Portuguese": "Responsável pelo orçamento e pela equipa. Gestão dos fornecedores com uma equipa em duas lojas da região.",
    "another script": "Руководил командой из восьми инженеров, Kafka и Go",
}


@pytest.mark.parametrize("tongue", TEXTS)
def test_a_language_is_told_by_its_small_words(tongue: str) -> None:
    assert tongue_of(TEXTS[tongue]) == tongue


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Go, Kafka, Terraform, PostgreSQL, Kubernetes",
        "Maria de la Cruz, Rio de Janeiro, Los Angeles",
        "Siemens AG, München; Deutsche Bahn AG, Berlin",
    ],
)
def test_names_and_lists_tell_none(text: str) -> None:
    assert tongue_of(text) == ""


def test_an_english_text_with_a_foreign_line_stays_english() -> None:
    assert tongue_of(f"{TEXTS['English']} {TEXTS['English']} {TEXTS['German']}") == "English"


def test_two_languages_side_by_side_are_not_guessed() -> None:
    assert tongue_of(f"{TEXTS['English']} {TEXTS['German']}") in ("", "English")
