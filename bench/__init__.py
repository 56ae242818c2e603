"""What Flapover costs, measured beside named references in one run: `make bench`."""
