"""Build the documentation: `.ci/run docs` from the root of the project."""

from importlib.metadata import version as installed_version

from pygments.lexers.special import TextLexer
from sphinx.application import Sphinx

project = "peacetrack"
author = "the peacetrack contributors"
copyright = author
release = version = installed_version("peacetrack")

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
]
exclude_patterns = ["_build"]

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_typehints_description_target = "documented"
# `Attributes:` describes the fields of a frozen class; the fields themselves are not listed a second time.
napoleon_use_ivar = True
napoleon_google_docstring = True
napoleon_numpy_docstring = False

html_theme = "furo"
html_title = "peacetrack"


def setup(app: Sphinx) -> None:
    """Show the source of a diagram as the text it is: Sphinx knows no colours for it."""
    app.add_lexer("mermaid", TextLexer)
