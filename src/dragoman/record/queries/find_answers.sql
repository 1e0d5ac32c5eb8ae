select key, model, prompt, text, finish, tokens_in, tokens_out from kept.answers where list_contains($keys::varchar[], key)
