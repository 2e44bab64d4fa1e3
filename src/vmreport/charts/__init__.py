"""Chart specs drawn to SVG and PNG; the only home of matplotlib (for PNG alone)."""
