"""What sets the project up and checks it: standard library only, as it runs before all else."""
