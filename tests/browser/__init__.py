"""What a person can do, tried in a real Chromium against a real site that was started from an empty folder."""
