"""The servers beside which Flapover is measured, each as its good users write it."""
