"""What the figures say: publication rules, comparisons, trends, ranking. Pure functions, no words."""
