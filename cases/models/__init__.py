from .case_study import CaseStudy
from .consent import Consent
from .factor import Factor
from .inspiration import Inspiration
from .instrument import Instrument
from .key_figure import FigureValue, KeyFigure
from .kind import Kind
from .link import Link
from .media import Attachment, Image
from .not_double import NotDouble
from .ownership import Ownership
from .part import Part
from .partner import Partner
from .person import Person
from .publication import Publication, PublicationPart, PublicationTheme
from .quote import Quote
from .recognition import Recognition
from .reference import Reference
from .remark import Place, Remark
from .saving import BlockSaving, Unsaved
from .section import Section
from .series import Series, SeriesPart
from .step import Step
from .version import Version, VersionTheme
from .workflow import STEPS, By, State, StepRefusedError

__all__ = [
    "STEPS",
    "Attachment",
    "BlockSaving",
    "By",
    "CaseStudy",
    "Consent",
    "Factor",
    "FigureValue",
    "Image",
    "Inspiration",
    "Instrument",
    "KeyFigure",
    "Kind",
    "Link",
    "NotDouble",
    "Ownership",
    "Part",
    "Partner",
    "Person",
    "Place",
    "Publication",
    "PublicationPart",
    "PublicationTheme",
    "Quote",
    "Recognition",
    "Reference",
    "Remark",
    "Section",
    "Series",
    "SeriesPart",
    "State",
    "Step",
    "StepRefusedError",
    "Unsaved",
    "Version",
    "VersionTheme",
]
