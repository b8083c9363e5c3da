"""Who says so: sources, their voices, and the stretch of text that each speaks for."""
