-- Rows of import $key that say what a row before them says, in the same file or in another one of the form.
delete from kept.coded where import = $key and (
    key in (
        select key from (
            select c.key, row_number() over (partition by c.id order by c.key) as n from kept.coded c where c.import = $key
        ) where n > 1
    )
    or id in (select c.id from kept.coded c join kept.imports i on i.key = c.import where i.form = $form and c.import <> $key)
)
