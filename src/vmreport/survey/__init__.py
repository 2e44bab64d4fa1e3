"""What was measured: codebook, areas, observations, and the readers of delivered files."""
