"""What a visit looks for and finds: claims, photos, and a report that all who went sign."""
