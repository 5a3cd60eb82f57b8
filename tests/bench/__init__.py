"""How fast Wadah is, measured: `make bench`."""
