"""spaCy's DocBin: documents with the records as span groups, for training and for pipelines of one's own."""

from collections.abc import Iterable
from typing import BinaryIO

from newsclaims.errors import InputError
from newsclaims.export.view import View
from newsclaims.records import Document


def write_doc_bin(documents: Iterable[Document], file: BinaryIO, view: View) -> None:
    """Each article tokenized by spaCy's English rules, with span groups ``newsclaims.quotes`` and so on.

    A span has the record's type as its label and the record's id as its id, and is widened to whole tokens; the
    records themselves are in ``doc.user_data``, as the pipeline component leaves them.

    Raises:
        InputError: a document came without its text.
    """
    import spacy  # noqa: PLC0415 - the other formats do without
    from spacy.tokens import DocBin  # noqa: PLC0415

    from newsclaims.nlp import mark  # noqa: PLC0415

    nlp = spacy.blank("en")
    docs = DocBin(attrs=["ORTH", "SPACY"], store_user_data=True)
    for document in documents:
        if document.text is None:
            msg = f"{document.id}: the record came without its text, which a DocBin holds"
            raise InputError(msg, "extract it again without --no-text")
        doc = nlp.make_doc(document.text)
        mark(doc, document, view.only)
        docs.add(doc)
    file.write(docs.to_bytes())
