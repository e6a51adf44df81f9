"""`/specimen/`: each component in each state, for those who build pages. In debug for all, else for staff."""
