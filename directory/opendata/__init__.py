"""The directory for others: files to take whole, feeds, profiles and a read API, all drawn from `coops.description`."""
