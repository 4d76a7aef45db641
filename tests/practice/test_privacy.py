"""Prompts to disguise: what raises one, and what does not."""

from __future__ import annotations

import pytest

from loopready.practice.privacy import cautions, cautions_of, private_words

_CV = "Engineering Manager, Larkspur Cloud, Edinburgh\n- Leads 9 engineers\n- Revenue of the unit 12 million euro\nMargarethe Holloway"

RAISED = [
    ("person", "Priya", "I asked Priya to write the first draft herself."),
    ("person", "Tomasz", "Then Tomasz said that he'd rather leave than be on call again."),
    ("person", "Dr Osei", "I had worked with Dr Osei for years."),
    ("person", "Katarina Brandt", "My manager, Katarina Brandt, wanted it done by Friday."),
    ("person", "Marek", "Marek and I sat down the same evening."),
    ("person", "Ingrid", "In the end Ingrid resigned, and I think she was right."),
    ("person", "Joao", "I hired Joao in the spring."),
    ("person", "Maria Jensen", "Maria Jensen from Acme later told me that she was relieved."),
    ("customer", "Nordbank", "Our largest customer, Nordbank, threatened to leave."),
    ("customer", "Fairwood Stores", "The client Fairwood Stores had asked for it twice."),
    ("customer", "Ostwind", "Ostwind was one of our largest customers then."),
    ("sensitive", "sick leave", "One of my engineers went on sick leave in the middle of it."),
    ("sensitive", "pregnant", "She was pregnant and had told only me."),
    ("sensitive", "visa", "His visa ran out in June, so we had six weeks."),
    ("sensitive", "burnt out", "My lead was burnt out and nobody had said it."),
    ("sensitive", "ADHD", "He told me about his ADHD in our second talk."),
    ("sensitive", "depressed", "A colleague had been depressed for months."),
    ("sensitive", "divorce", "Her divorce made the evenings impossible for her."),
    ("secret", "confidential", "The plan was confidential, but I can tell you that we meant to close the plant."),
    ("secret", "under NDA", "We were under NDA with the buyer."),
    ("secret", "unannounced", "It was for an unannounced product."),
    ("figure", "48 million euro", "Revenue had been 48 million euro the year before."),
    ("figure", "31%", "Our gross margin was 31% and falling."),
]
CALM = [
    "I worked at Larkspur Cloud in Edinburgh for four years.",
    "In March we moved the queue from Kafka to RabbitMQ, and by Friday it was quiet.",
    "Kubernetes had been upgraded, and Jenkins was slow.",
    "Every engineer wrote one page, and I read them all on Sunday.",
    "We opened in Warsaw and Lisbon, and the teams met in Berlin.",
    "I put a health check in front of the service.",
    "The annual leave policy was mine to write.",
    "The team's health was what I looked at: pages, sleep, and how often they laughed.",
    "I was ill that week, so I wrote it all down and handed it over.",
    "A patient with cancer had waited for nine hours, and I moved her up.",
    "We took card payments by Visa and Mastercard.",
    "I handled confidential data for two years and kept it confidential.",
    "I gave each of them privileged access for an hour.",
    "We cut the error rate by 31% in a quarter.",
    "The budget for laptops was mine.",
    "Nobody asked who'd broken it. Everybody asked when it would work.",
    "As a manager I decide by Tuesday, in writing.",
    "Our customers were small shops, mostly in Scotland.",
    "The German office said no, and the French one said nothing.",
    "English is my second language, so I ask people to write it down.",
    "Revenue of the unit was 12 million euro, as my CV says.",
    "Agile was the word, Scrum was the ritual.",
    "We diagnosed the outage in an hour and he thanked us.",
    "I transitioned from developer to manager, and she took my old desk.",
]


@pytest.mark.parametrize(("kind", "words", "text"), RAISED)
def test_raised(kind: str, words: str, text: str) -> None:
    found = cautions(text, known=_CV)
    assert [caution.kind for caution in found] == [kind], found
    assert all(text[caution.start : caution.end] == caution.quote for caution in found)
    assert found[0].quote in words or words in found[0].quote


@pytest.mark.parametrize("text", CALM)
def test_calm(text: str) -> None:
    assert cautions(text, known=_CV) == ()


def test_a_prompt_names_a_form_and_stands_once() -> None:
    prompts = cautions_of("I asked Priya. Then I asked Priya again.")
    assert len(prompts) == 1
    assert "an engineer on my team" in prompts[0]
    assert not any(prompt.endswith("!") for prompt in prompts)


@pytest.mark.parametrize("text", ["", "   ", "A", "é" * 300, "<b>Priya</b>"])
def test_any_text_is_taken(text: str) -> None:
    for caution in cautions(text):
        assert text[caution.start : caution.end] == caution.quote


def test_private_words_are_found_whoever_they_are_of() -> None:
    assert private_words("Days of sick leave, days after maternity leave; sick leave") == ("sick leave", "maternity leave")
    assert private_words("Visa card payments, the service health and annual leave") == ()
