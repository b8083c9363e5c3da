"""How many: numbers, who is counted, what happened to them, and what is denied."""
