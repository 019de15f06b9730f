"""The Typer application: its commands, its help, its settings file."""

from typing import Annotated

import typer

from newsclaims.cli import batch, evaluate, export, extract, info, schema, show, validate
from newsclaims.cli.settings import load_settings
from newsclaims.version import __version__

app = typer.Typer(
    name="claims",
    add_completion=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_enable=False,
)
app.command("extract")(extract.extract)
app.command("batch")(batch.batch)
app.command("export")(export.export)
app.command("show")(show.show)
app.command("validate")(validate.validate)
app.command("schema")(schema.schema)
app.command("evaluate")(evaluate.evaluate)
app.command("info")(info.info)


def _print_version(value: bool) -> None:  # noqa: FBT001 - the signature of an option's callback
    if value:
        typer.echo(f"newsclaims {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def claims(
    context: typer.Context,
    *,
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version and leave."
        ),
    ] = False,
) -> None:
    """Who said what, in whose words, what they can be held to, and by when.

    Reads English news and gives typed, checked records: speakers, quotes, claims, dates, deadlines.

    [dim]$ claims extract article.txt --date 2025-04-19
    $ cat article.txt | claims extract - --jsonl | jq '.quotes[].text'[/dim]
    """
    del version
    context.default_map = load_settings(_options(context))
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def _options(context: typer.Context) -> dict[str, dict[str, str]]:
    commands: dict[str, typer.core.TyperCommand] = context.command.commands  # type: ignore[attr-defined]
    return {
        name: {
            option.removeprefix("--"): parameter.name or ""
            for parameter in command.params
            for option in parameter.opts
            if option.startswith("--")
        }
        for name, command in commands.items()
    }
