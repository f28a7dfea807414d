"""The controls that notebook and web page share: plain JavaScript modules and one style sheet, with no build step."""

from twoway.controls.bundle import bundle, style

__all__ = ["bundle", "style"]
