select id, text, title, source, url, language, published from documents where id = $id
