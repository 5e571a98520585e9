"""The built-in rules: a family a package, a rule a file."""
