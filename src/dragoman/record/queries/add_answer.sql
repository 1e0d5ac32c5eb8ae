insert into kept.answers
select $key, $model, $prompt, $text, $finish, $tokens_in, $tokens_out
where not exists (select 1 from kept.answers where key = $key)
