"""What cannot be true: contradictions and anachronisms of a text, and between texts. Precision before recall: a false "
"alarm costs trust."""

from dragoman.audit.between import audit_record
from dragoman.audit.document import SEVERITIES, audit_document
from dragoman.audit.facts import OfficeTerms, Term

__all__ = ["SEVERITIES", "OfficeTerms", "Term", "audit_document", "audit_record"]
