"""Printed maps: sheets drawn with matplotlib from the tables that the page is made of."""
