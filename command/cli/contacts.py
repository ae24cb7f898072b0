"""How people are reached outside the pages. Addresses stay in Redis: never in a log or a file."""

import click


@click.group()
def contact() -> None:
    """How people are reached. 联系方式"""


@contact.command("set")
@click.argument("event_id")
@click.argument("who")
def set_contact(event_id: str, who: str) -> None:
    """Set the addresses of a person or unit. 设置"""
    raise click.ClickException("not wired yet")


@contact.command("list")
@click.argument("event_id")
def list_contacts(event_id: str) -> None:
    """Show who can be reached, and by what. 列表"""
    raise click.ClickException("not wired yet")


@contact.command("remove")
@click.argument("event_id")
@click.argument("who")
def remove_contact(event_id: str, who: str) -> None:
    """Forget how somebody is reached. 删除"""
    raise click.ClickException("not wired yet")


@contact.command("import")
@click.argument("event_id")
@click.argument("file", type=click.File(encoding="utf-8-sig"))
def import_contacts(event_id: str, file: object) -> None:
    """Set many from a CSV file: id, address. 批量导入"""
    raise click.ClickException("not wired yet")
