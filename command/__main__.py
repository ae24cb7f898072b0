"""`python -m command` is `denggao`, for where the script isn't on PATH."""

from command.cli import main

if __name__ == "__main__":
    main(prog_name="denggao")
