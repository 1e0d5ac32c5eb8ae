insert into kept.texts select document, original, signature from new_texts
