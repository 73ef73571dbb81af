package content

// schemaWriter writes JSON Schemas.
type schemaWriter struct{}

func (*Text) schema(*schemaWriter)         {}
func (*Length) schema(*schemaWriter)       {}
func (*Number) schema(*schemaWriter)       {}
func (*Integer) schema(*schemaWriter)      {}
func (*Flag) schema(*schemaWriter)         {}
func (*inlineText) schema(*schemaWriter)   {}
func (*markdownText) schema(*schemaWriter) {}
func (e *entries[T]) schema(*schemaWriter) {}
