package layout

import "korthet/content"

func (c *collector) qr(parent *node, b *content.QR) {}
