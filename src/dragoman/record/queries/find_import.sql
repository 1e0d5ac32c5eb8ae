-- The file of this name and form that was brought in before.
select key, fingerprint from kept.imports where form = $form and file = $file order by key
