"""HTTP: who asks, is it well formed, what may they read. Deciding is the desk's."""
