"""Many articles: a failed one becomes a record of its failure and stops nothing."""

from newsclaims.batch.failures import Failure
from newsclaims.batch.frames import process_frames
from newsclaims.batch.process import process_articles

__all__ = ["Failure", "process_articles", "process_frames"]
