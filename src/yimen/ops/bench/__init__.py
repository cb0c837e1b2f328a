"""How fast is it? Measured over HTTP on a database of its own, full of invented petitions."""
