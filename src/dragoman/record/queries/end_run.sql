update kept.runs set finished = $finished where run = $run
