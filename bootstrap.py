#!/usr/bin/env python3
"""
Make .venv and fill it with the locked parts; --dev adds the tools, --test a browser as well.

Needs nothing but the standard library, and names no package index: pip's configuration decides.
Never fetches a part whose hash isn't in requirements/.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"

# gevent has no wheel for Python 3.11 on a Mac, and a fresh Mac has no compiler.
OLDEST = (3, 12) if sys.platform == "darwin" else (3, 11)
NEWEST_MINOR_TRIED = 14

APT_LISTS = Path("/var/lib/apt/lists")
# Debian and Ubuntu keep what `python -m venv` needs apart from each of their Pythons.
VENV_PACKAGE = f"python3.{sys.version_info[1]}-venv"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
BROWSER_PACKAGE = "chromium"
FONT_PACKAGE = "fonts-noto-cjk"


class Missing(Exception):
    """Something this machine lacks and we may not or cannot fetch, said in both languages."""

    def __init__(self, en: str, zh: str) -> None:
        super().__init__(en)
        self.en = en
        self.zh = zh


def main(words: list[str] | None = None) -> int:
    """Set the checkout up, as far as asked. Doing it again costs a few milliseconds."""
    wanted = parse(words)
    try:
        use_a_new_enough_python()
        make_venv()
        install_parts("dev" if wanted.dev or wanted.test else "run")
        install_project()
        if wanted.test:
            provide_fonts()
            provide_browser()
    except Missing as missing:
        print(f"\nbootstrap: {missing.en}\n\n{missing.zh}\n", file=sys.stderr)
        return 1
    return 0


def parse(words: list[str] | None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Set this checkout up.")
    parser.add_argument("--dev", action="store_true", help="also the tools of make check")
    parser.add_argument("--test", action="store_true", help="also the tools and a browser")
    return parser.parse_args(words)


def use_a_new_enough_python() -> None:
    """Start over under a newer Python of this machine when this one is too old."""
    if sys.version_info[:2] >= OLDEST:
        return
    for minor in range(NEWEST_MINOR_TRIED, OLDEST[1] - 1, -1):
        path = shutil.which(f"python3.{minor}")
        # A version manager's shim can be on PATH and still refuse to run.
        if path and succeeds([path, "-c", "import ssl"]):
            say(f"this is Python {sys.version_info[0]}.{sys.version_info[1]}, going on with {path}")
            os.execv(path, [path, *sys.argv])
    oldest = ".".join(map(str, OLDEST))
    raise Missing(
        f"Python {oldest} or newer is needed and this is {sys.version.split()[0]} "
        f"({sys.executable}). Install a newer one (Debian, Ubuntu: apt-get install python3; "
        "macOS: brew install python@3.13) and run the same command again.",
        f"需要 Python {oldest} 或更新版本，当前是 {sys.version.split()[0]}（{sys.executable}）。"
        "请安装新版本（Debian、Ubuntu：apt-get install python3；macOS：brew install python@3.13），"
        "然后重新运行同一条命令。",
    )


# ---- the virtual environment


def make_venv() -> None:
    """Make .venv unless a working one is there."""
    if succeeds([str(PYTHON), "-c", "import pip"]):
        return
    if VENV.exists():
        say("making .venv anew: the one here doesn't run")
        shutil.rmtree(VENV)
    say(f"making .venv with Python {sys.version.split()[0]}")
    if make_venv_with_the_pip_outside():
        return
    if not can_make_venv() and not (apt_install([VENV_PACKAGE]) and can_make_venv()):
        raise no_venv()
    run([sys.executable, "-m", "venv", str(VENV)])


def can_make_venv() -> bool:
    """Whether this Python brings what `python -m venv` needs; Debian's leaves it out."""
    return succeeds([sys.executable, "-c", "import venv, ensurepip"])


def make_venv_with_the_pip_outside() -> bool:
    """Where only that part is missing but pip is here, do without it. Needs nobody's password."""
    outside = [sys.executable, "-m", "pip"]
    if can_make_venv() or not succeeds([*outside, "--version"]):
        return False
    run([sys.executable, "-m", "venv", "--without-pip", str(VENV)])
    lock = str(ROOT / "requirements" / "pip.txt")
    into = ["--python", str(PYTHON), "install", "--quiet"]
    return succeeds([*outside, *into, "--require-hashes", "-r", lock], quiet=False)


def no_venv() -> Missing:
    """Explain what is missing where Debian's Python came without its venv."""
    command = f"sudo apt-get install {VENV_PACKAGE}"
    return Missing(
        f"This Python ({sys.executable}) came without the part that makes virtual environments, "
        f"and it could not be installed from here. On Debian or Ubuntu run:  {command}  and then "
        "the same command again.",
        f"当前的 Python（{sys.executable}）缺少创建虚拟环境的组件，这里无法自动安装。"
        f"在 Debian 或 Ubuntu 上请运行：  {command}  然后重新运行同一条命令。",
    )


# ---- locked parts


def install_parts(lock: str) -> None:
    """Install one lock file, unless .venv was last filled from this very one."""
    path = ROOT / "requirements" / f"{lock}.txt"
    digest = sha256(path)
    if stamp(lock) == digest:
        return
    say(f"installing the locked parts of requirements/{lock}.txt (about a minute, once)")
    try:
        # The lock is whole. Left to look for parts itself, pip takes `coverage[toml]` for another
        # thing than the pinned `coverage`, finds it newer than the lock one day, and gives up.
        run(pip("install", "-qq", "--no-deps", "--require-hashes", "-r", str(path)))
    except subprocess.CalledProcessError as error:
        raise Missing(
            f"pip could not install requirements/{lock}.txt; its own words are above. Usually the "
            "package index could not be reached. pip's configuration decides which is asked: "
            "`pip config set global.index-url …` or PIP_INDEX_URL chooses a mirror near you.",
            f"pip 无法安装 requirements/{lock}.txt，原因见上文。多数情况是连不上软件包索引。"
            "使用哪个索引由 pip 自己的配置决定：用 `pip config set global.index-url …` "
            "或环境变量 PIP_INDEX_URL 选择就近的镜像。",
        ) from error
    set_stamp(lock, digest)
    if lock == "dev":
        # dev.txt holds every pin of run.txt, so the shorter one is installed too.
        set_stamp("run", sha256(ROOT / "requirements" / "run.txt"))


def install_project() -> None:
    """Put .venv/bin/denggao in place, pointing at this checkout. Fetches nothing."""
    digest = sha256(ROOT / "pyproject.toml")
    if stamp("project") == digest and (VENV / "bin" / "denggao").exists():
        return
    say("putting .venv/bin/denggao in place")
    quiet = ["-qq", "--no-index", "--no-deps", "--no-build-isolation"]
    run(pip("install", *quiet, "--editable", str(ROOT)))
    set_stamp("project", digest)


def pip(*words: str) -> list[str]:
    """Spell a call of the environment's own pip."""
    return [str(PYTHON), "-m", "pip", "--disable-pip-version-check", *words]


def stamp(name: str) -> str:
    """Read what .venv was last filled from; empty when it never was."""
    path = VENV / f".{name}.sha256"
    return path.read_text().strip() if path.exists() else ""


def set_stamp(name: str, digest: str) -> None:
    """Remember what .venv was filled from, after it was."""
    (VENV / f".{name}.sha256").write_text(digest + "\n")


def sha256(path: Path) -> str:
    """Digest a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


# ---- what the walks through the pages need


def provide_fonts() -> None:
    """Have a font with Chinese letters, so that pages are measured as people see them."""
    if sys.platform == "darwin" or has_chinese_font() or apt_install([FONT_PACKAGE]):
        return
    say("no Chinese font found, testing the pages with what is here (未找到中文字体)")


def has_chinese_font() -> bool:
    """Ask fontconfig; where that's missing there is no font either."""
    if shutil.which("fc-list") is None:
        return False
    listed = subprocess.run(["fc-list", ":lang=zh"], capture_output=True, check=False)
    return bool(listed.stdout.strip())


def provide_browser() -> None:
    """Have a Chromium: one that is here, Debian's, or the one Playwright brings."""
    if find_browser() or (apt_install([BROWSER_PACKAGE]) and find_browser()):
        return
    say("fetching Playwright's Chromium")
    if succeeds([str(PYTHON), "-m", "playwright", "install", "chromium"], quiet=False):
        return
    raise Missing(
        "No Chromium was found and none could be fetched; the tests walk through the pages in "
        f"one. Install it (Debian: sudo apt-get install {BROWSER_PACKAGE} {FONT_PACKAGE}) and run "
        "the same command again. `make check` runs everything that needs no browser.",
        "没有找到 Chromium，也无法自动获取；测试要在浏览器里逐页走一遍。请安装"
        f"（Debian：sudo apt-get install {BROWSER_PACKAGE} {FONT_PACKAGE}），"
        "然后重新运行同一条命令。`make check` 会运行所有不需要浏览器的检查。",
    )


def find_browser() -> str | None:
    """Find a Chromium on PATH."""
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


# ---- the machine


def apt_install(packages: list[str]) -> bool:
    """Install Debian packages where we may. Whether it worked."""
    prefix = as_root()
    if shutil.which("apt-get") is None or prefix is None:
        return False
    say(f"installing {' '.join(packages)} with apt-get")
    install = [*prefix, "apt-get", "install", "-qq", "--no-install-recommends"]
    if any(APT_LISTS.glob("*_Packages*")) and succeeds([*install, *packages], quiet=False):
        return True
    # No lists yet, or older ones than the archive.
    succeeds([*prefix, "apt-get", "update", "-qq"], quiet=False)
    return succeeds([*install, *packages], quiet=False)


def as_root() -> list[str] | None:
    """Words before a command that needs root; None when we can't become it."""
    keep = ["env", "DEBIAN_FRONTEND=noninteractive"]
    if os.geteuid() == 0:
        return keep
    if shutil.which("sudo") is None:
        return None
    if sys.stdin is not None and sys.stdin.isatty():
        return ["sudo", *keep]
    return ["sudo", "-n", *keep]


def run(command: list[str]) -> None:
    """Run a command that has to work."""
    subprocess.run(command, cwd=ROOT, check=True)


def succeeds(command: list[str], *, quiet: bool = True) -> bool:
    """Whether a command exists and ends well."""
    out = subprocess.DEVNULL if quiet else None
    try:
        ended = subprocess.run(command, cwd=ROOT, stdout=out, stderr=out, check=False)
    except OSError:
        return False
    return ended.returncode == 0


def say(line: str) -> None:
    """Tell what is being done."""
    print(f"bootstrap: {line}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
