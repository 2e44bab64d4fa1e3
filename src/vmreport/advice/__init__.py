"""What the advisor wrote: recommendations, interpretation, what residents and professionals say."""
