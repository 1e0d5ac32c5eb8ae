"""According to whom, how sure, what they think: candidates -> Claims; sentences -> Stances.

`find_speech` reads who says what over the whole document; `attribute_event` weighs one act; `find_stances` finds what
one actor thinks of another; `link_denials` says which claim a denial denies.
"""

from dragoman.claims.attribute import attribute_event
from dragoman.claims.denials import link_denials
from dragoman.claims.speech import Speech, find_speech
from dragoman.claims.stances import StanceDraft, find_stances

__all__ = ["Speech", "StanceDraft", "attribute_event", "find_speech", "find_stances", "link_denials"]
