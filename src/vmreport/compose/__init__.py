"""Templates, findings and advice together make a Document."""
