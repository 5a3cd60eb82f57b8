"""What the tests stand on: a PostgreSQL, a browser, a sign-in provider. Nothing of Wadah here."""
