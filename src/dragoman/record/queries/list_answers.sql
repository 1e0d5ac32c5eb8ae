select key, model, prompt, text, finish, tokens_in, tokens_out from kept.answers order by key
