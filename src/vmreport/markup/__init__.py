"""Our subset of Markdown to blocks, for templates and for advisor text alike."""
