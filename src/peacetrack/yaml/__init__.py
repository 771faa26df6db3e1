"""From text to typed logs and back, in YAML."""
