"""Every command, in one list."""

import typer

from firstbell.interfaces.cli import (
    demo,
    desk,
    export,
    invite,
    linkage,
    person,
    release,
    retention,
    run,
    serve,
    show,
    take_in,
)

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Every child's school knows before the first bell.",
)
app.command("setup")(run.setup)
app.command("take-in")(take_in.take_in)
app.command("run")(run.run)
app.command("work")(run.work)
app.command("serve")(serve.serve)
app.command("invite")(invite.invite)
app.command("export")(export.export)
app.command("status")(show.status)
app.command("verify")(show.verify)
app.command("retention")(retention.retention)
app.add_typer(desk.notice, name="notice")
app.add_typer(desk.review, name="review")
app.add_typer(desk.pause, name="pause")
app.add_typer(person.person, name="person")
app.add_typer(desk.message, name="message")
app.add_typer(linkage.linkage, name="linkage")
app.add_typer(release.release, name="release")
app.command("receipt")(desk.receipt)
app.command("demo")(demo.demo)
