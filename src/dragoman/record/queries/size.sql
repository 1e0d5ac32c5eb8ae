-- Bytes of a block, and number of blocks that the file should hold.
select block_size, total_blocks from pragma_database_size()
