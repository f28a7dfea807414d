"""Filled spreadsheets (CSV and XLSX) to deals, and the template to fill."""
