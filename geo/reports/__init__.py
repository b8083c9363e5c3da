"""Reports: an article becomes incidents, places and claims, each with its sentence."""
