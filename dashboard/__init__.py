"""What people see: pages, charts and their words. Knows nothing of spreadsheets' layouts."""
