"""Empty dossiers to fill in: the forms in Word and Excel, dossier.toml, the one-page guide."""
