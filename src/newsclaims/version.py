"""The version of the package, as records and the command line state it."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("newsclaims")
except PackageNotFoundError:  # run from a source tree that is not installed
    __version__ = "0+unknown"
