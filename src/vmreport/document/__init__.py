"""The document model: what a report says, on the standard library, for every writer."""
