"""Long walks through the whole product, in a real browser, as the people who use it."""
