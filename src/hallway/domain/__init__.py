"""What things are: frozen values and plain functions, standard library only."""
