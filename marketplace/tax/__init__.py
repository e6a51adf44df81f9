"""Sales tax: classes, dated rates by place, and the tax of a line. Pure, without a table of its own."""
