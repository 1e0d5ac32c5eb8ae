-- Bytes of a block, and number of blocks in use: the file holds at least these (free ones at its end may have been cut off).
select block_size, used_blocks from pragma_database_size()
