"""Reading for the doors. Every function is told who asks; none of them changes a petition."""
