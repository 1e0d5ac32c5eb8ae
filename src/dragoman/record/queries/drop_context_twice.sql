-- The same for context.
delete from kept.context where import = $key and (
    key in (
        select key from (
            select c.key, row_number() over (partition by c.id order by c.key) as n from kept.context c where c.import = $key
        ) where n > 1
    )
    or id in (select c.id from kept.context c join kept.imports i on i.key = c.import where i.form = $form and c.import <> $key)
)
