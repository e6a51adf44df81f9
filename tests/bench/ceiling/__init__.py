"""The least that Django does for a list page: 24 cards from one query, startproject's middleware, a plain template."""
