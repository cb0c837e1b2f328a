"""What the bureau watches over: advice to organs, and whether it is answered (art. 40)."""
