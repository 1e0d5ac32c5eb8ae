-- Pairs that are alike, both in `asked` (event).
select one, other, agreement from kept.alike
where one in (select event from asked) and other in (select event from asked)
order by one, other
