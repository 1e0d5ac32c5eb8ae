-- Texts that share a band with those in `new_bands` (document, band, digest): document, other, and both signatures.
with met as (
    select distinct n.document, b.document as other
    from new_bands n join kept.bands b on b.band = n.band and b.digest = n.digest
    where b.document < n.document
        and b.document in (select document from kept.readings where replaced_by is null)
)
select m.document, m.other, a.signature, b.signature, b.original
from met m join new_texts a on a.document = m.document join kept.texts b on b.document = m.other
order by m.document, m.other
