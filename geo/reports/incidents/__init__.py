"""Incidents: put together from pieces, with their role, kind, days, places and sides."""
