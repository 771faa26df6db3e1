"""What pytest collects from `*.peace.yaml` files, and how it shows what does not hold."""
