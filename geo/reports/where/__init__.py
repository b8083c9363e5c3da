"""Where: names of places in a report, what they mean, and which locate no incident."""
