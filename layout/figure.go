package layout

import "korthet/content"

func (c *collector) figure(parent *node, b *content.Figure) {}
