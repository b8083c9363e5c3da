"""Who acts: the parties of a region, and the grammar of who does what."""
