"""The command line: one file per command, each imported only when it is called, so that `--help` is quick."""

from __future__ import annotations

import importlib
import sys
from typing import Any

import click

import dragoman
from dragoman.errors import DragomanError

# name -> (module, function, one line for `dragoman --help`)
COMMANDS: dict[str, tuple[str, str, str]] = {
    "read": ("dragoman.cli.read", "read_command", "Read texts into the record."),
    "events": ("dragoman.cli.events", "events_command", "List events of the record."),
    "relation": ("dragoman.cli.relation", "relation_command", "How two states stand through the years."),
    "network": ("dragoman.cli.network", "network_command", "Who deals how with whom."),
    "brief": ("dragoman.cli.brief", "brief_command", "Write a cited account of two states."),
    "audit": ("dragoman.cli.audit", "audit_command", "List contradictions and anachronisms."),
    "readers": ("dragoman.cli.readers", "readers_command", "List what two readers disagree on; export a model's answers."),
    "explain": ("dragoman.cli.explain", "explain_command", "Show the words and reasons behind one event."),
    "import": ("dragoman.cli.import_", "import_command", "Bring in what was coded elsewhere."),
    "sample": ("dragoman.cli.sample", "sample_command", "Draw events to code by hand, and measure the record by the answers."),
    "serve": ("dragoman.cli.serve", "serve_command", "Open the reading room: the record as pages in a browser."),
    "actors": ("dragoman.cli.actors", "actors_command", "Find actors: JSON lines in, JSON lines out."),
    "dates": ("dragoman.cli.dates", "dates_command", "Find dates: JSON lines in, JSON lines out."),
    "classify": ("dragoman.cli.classify", "classify_command", "Say what a marked pair did: JSON lines in, JSON lines out."),
}


class LazyGroup(click.Group):
    """Knows the names and the help lines of the commands; imports a command when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, function, _ = COMMANDS[cmd_name]
        command: click.Command = getattr(importlib.import_module(module), function)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, _, line) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(dragoman.__version__, prog_name="dragoman")
def dragoman_command() -> None:
    """Keep a dated, sourced record of what states did to each other, said, and think of each other.

    \b
    Example:
      dragoman read articles/ && dragoman relation Russia Iran
    """


def main(arguments: list[str] | None = None) -> Any:
    """Runs the command line; ends the process with 0 done, 1 some inputs could not be read, 2 wrong usage."""
    try:
        dragoman_command.main(arguments, prog_name="dragoman")
    except DragomanError as error:
        click.echo(f"dragoman: {error}", err=True)
        sys.exit(error.exit_status)
