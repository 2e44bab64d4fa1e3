"""The logo as a picture in the line, decoration beside the name of the organisation in words."""
