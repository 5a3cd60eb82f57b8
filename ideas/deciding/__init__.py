"""From scores to a result that is published and kept."""
