"""Claims in the order in which they are worth checking, or only those that are worth it."""

from typing import Literal

from newsclaims.records import Document

ClaimOrder = Literal["text", "checkworthiness"]

CLAIM_ORDERS: tuple[ClaimOrder, ...] = ("text", "checkworthiness")


def rank_claims(
    document: Document, order: ClaimOrder = "checkworthiness", *, min_checkworthiness: float = 0.0
) -> Document:
    """`document` with its claims in another order; they keep their ids.

    Args:
        document: an article's records.
        order: "checkworthiness", what is most worth checking first, or "text"; ties stay in text order.
        min_checkworthiness: claims below it are left out, and deadlines lose their reference to them.
    """
    claims = [claim for claim in document.claims if claim.checkworthiness >= min_checkworthiness]
    claims.sort(key=lambda claim: (-claim.checkworthiness * (order == "checkworthiness"), claim.start))
    kept = {claim.id for claim in claims}
    deadlines = tuple(
        deadline
        if deadline.claim is None or deadline.claim in kept
        else deadline.model_copy(update={"claim": None})
        for deadline in document.deadlines
    )
    return document.model_copy(update={"claims": tuple(claims), "deadlines": deadlines})
