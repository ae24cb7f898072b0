"""What goes on beside the pages: the watch over deadlines, and telling people."""
