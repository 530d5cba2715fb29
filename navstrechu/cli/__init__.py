"""The console command `navstrechu`: what an administrator runs. Parses, calls one service, prints.

Each module of `commands` has HELP, `add_arguments(parser)` and `run(options) -> exit status`.
"""
