"""The norm library: rules and local documents with their versions, and changes to our own rules."""
