"""What unsafe code claims, and whether somebody wrote down why that holds."""
