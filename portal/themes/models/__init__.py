from .learning_format import LearningFormat
from .theme import FixedVocabulary, Synonym, Theme, UnknownTheme

__all__ = ["FixedVocabulary", "LearningFormat", "Synonym", "Theme", "UnknownTheme"]
