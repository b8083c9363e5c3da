"""Tables in: one safe reader a format, and the plain long form of incidents."""
