"""Dutch words for findings: numbers, phrases, sentences, alt texts, lint."""
