"""Documents: files of reports to text with blocks and sentences, as offsets."""
