"""Configuration of the site; everything that needs code lives in `careerkb.site`."""

from importlib.metadata import version as installed_version
from pathlib import Path

project = "careerkb"
author = "the careerkb contributors"
copyright = "the careerkb contributors, text under CC BY 4.0, code under MIT"
version = release = installed_version("careerkb")
language = "en"

extensions = [
    "myst_parser",
    "sphinx_design",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinxcontrib.bibtex",
    "careerkb.site",
]
exclude_patterns = ["_build"]
nitpicky = True
nitpick_ignore = [("py:exc", "ValueError"), ("py:exc", "TypeError")]
default_role = "code"

myst_enable_extensions = ["attrs_block", "colon_fence", "deflist", "dollarmath"]
myst_disable_syntax = ["html_block", "html_inline"]  # no page brings its own code
myst_heading_anchors = 3
myst_links_external_new_tab = False

autodoc_member_order = "bysource"
autodoc_typehints = "none"  # careerkb.site.reference prints units and ranges instead
napoleon_custom_sections = ["Source"]
add_module_names = False

bibtex_bibfiles = ["references.bib"]
bibtex_reference_style = "author_year"
bibtex_default_style = "careerkb"

html_theme = "furo"
html_favicon = "favicon.svg"
html_search_scorer = str(Path(__file__).with_name("scorer.js"))
html_title = "careerkb"
html_theme_options = {
    "light_css_variables": {  # the blue of the mark, not the theme's
        "font-stack": "system-ui, sans-serif",
        "color-brand-primary": "#00519b",
        "color-brand-content": "#00519b",
        "color-brand-visited": "#642a52",
    },
    "dark_css_variables": {
        "color-brand-primary": "#7fbbfe",
        "color-brand-content": "#7fbbfe",
        "color-brand-visited": "#bb7eaa",
    },
}
html_show_sourcelink = False
html_copy_source = False
html_permalinks_icon = "#"
