"""What cannot be true: contradictions and anachronisms of a text. Precision before recall: a false alarm costs trust."""

from dragoman.audit.document import audit_document
from dragoman.audit.facts import OfficeTerms, Term

__all__ = ["OfficeTerms", "Term", "audit_document"]
