"""How each kind of co-op is cut: six common ways of piecing."""
