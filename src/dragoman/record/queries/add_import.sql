insert into kept.imports by name select
    $key as key, $form as form, $source as source, $file as file, $fingerprint as fingerprint, $layout as layout,
    $dragoman as dragoman, (select count(*) from kept.coded where import = $key) as n_events,
    (select count(*) from kept.context where import = $key) as n_context, $n_twice as n_twice, $n_rejected as n_rejected,
    $n_left_out as n_left_out
