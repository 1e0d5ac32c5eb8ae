select run, coder, version, hashes, settings, started, finished, n_documents, n_words, n_events, n_stances, n_findings, n_rejected
from runs
order by run
