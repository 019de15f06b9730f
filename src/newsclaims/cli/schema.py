"""``claims schema``: the JSON Schema of what extract prints."""

import json

import typer


def schema() -> None:
    """Print the JSON Schema of a document, the object that extract prints for each article.

    [dim]$ claims schema > newsclaims.schema.json[/dim]
    """
    from newsclaims.cli.console import closed_pipe_ends_quietly  # noqa: PLC0415
    from newsclaims.records import Document  # noqa: PLC0415

    document = Document.model_json_schema(mode="serialization")
    data = {"$schema": "https://json-schema.org/draft/2020-12/schema", **document}
    with closed_pipe_ends_quietly():
        typer.echo(json.dumps(data, indent=2, ensure_ascii=False))
