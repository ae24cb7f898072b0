"""Accounts, one-time codes for phones, and tokens for machines."""

import click


@click.group()
def user() -> None:
    """People who sign in. 用户"""


@user.command("add")
@click.argument("name")
def add_user(name: str) -> None:
    """Add an account. 添加用户"""
    raise click.ClickException("not wired yet")


@user.command("list")
def list_users() -> None:
    """Show every account. 用户列表"""
    raise click.ClickException("not wired yet")


@user.command("remove")
@click.argument("name")
def remove_user(name: str) -> None:
    """Remove an account and end its sessions. 删除用户"""
    raise click.ClickException("not wired yet")


@user.command("password")
@click.argument("name")
def set_password(name: str) -> None:
    """Set an account's password. 修改密码"""
    raise click.ClickException("not wired yet")


@click.group()
def unit() -> None:
    """Units in the field. 力量单位"""


@unit.command("code")
@click.argument("event_id")
@click.argument("unit_id")
def unit_code(event_id: str, unit_id: str) -> None:
    """Make a one-time code that signs a phone in as a unit. 入场码"""
    raise click.ClickException("not wired yet")


@click.group()
def token() -> None:
    """Tokens for machines that call the API. 接口令牌"""


@token.command("create")
@click.argument("name")
def create_token(name: str) -> None:
    """Make a token, shown once. 新令牌"""
    raise click.ClickException("not wired yet")


@token.command("list")
def list_tokens() -> None:
    """Show every token. 令牌列表"""
    raise click.ClickException("not wired yet")


@token.command("revoke")
@click.argument("name")
def revoke_token(name: str) -> None:
    """End a token. 撤销令牌"""
    raise click.ClickException("not wired yet")
