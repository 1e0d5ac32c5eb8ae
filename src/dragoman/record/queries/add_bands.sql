insert into kept.bands select document, band, digest from new_bands
