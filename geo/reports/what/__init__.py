"""What happened: sentences cut into pieces that each tell one event."""
