update kept.texts set original = n.original from new_originals n where kept.texts.document = n.document
