"""The legal room: two questions, an opinion, the way to legal aid."""
