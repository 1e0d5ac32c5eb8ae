-- Files of others that were brought in, in order.
select form, source, file, fingerprint, layout, n_events, n_context, n_twice, n_rejected, n_left_out
from kept.imports order by key
