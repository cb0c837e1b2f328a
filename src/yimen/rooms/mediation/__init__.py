"""The mediation room: parties who both agree to talk, and what they agree on."""
