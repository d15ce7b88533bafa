from .case_study import CaseStudy, Inspiration, Ownership
from .key_figure import FigureValue, KeyFigure
from .part import Part
from .people import Partner, Person, Quote
from .pointers import Link, Recognition, Reference
from .publication import Publication, PublicationPart, PublicationTheme, Series, SeriesPart
from .section import Factor, Section
from .version import Step, Version, VersionTheme
from .workflow import STEPS, By, State, StepRefusedError

__all__ = [
    "STEPS",
    "By",
    "CaseStudy",
    "Factor",
    "FigureValue",
    "Inspiration",
    "KeyFigure",
    "Link",
    "Ownership",
    "Part",
    "Partner",
    "Person",
    "Publication",
    "PublicationPart",
    "PublicationTheme",
    "Quote",
    "Recognition",
    "Reference",
    "Section",
    "Series",
    "SeriesPart",
    "State",
    "Step",
    "StepRefusedError",
    "Version",
    "VersionTheme",
]
