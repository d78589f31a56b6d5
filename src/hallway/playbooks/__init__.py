"""What the guides say: rules as data, and the steps they give today."""
