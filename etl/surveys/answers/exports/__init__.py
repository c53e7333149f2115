"""The platforms whose exports are known, one file each, and the list of them."""

from collections.abc import Mapping
from typing import Final

from etl.surveys.answers.exports.google_forms import GOOGLE_FORMS
from etl.surveys.answers.exports.limesurvey import LIMESURVEY
from etl.surveys.answers.exports.model import Export
from etl.surveys.answers.exports.plain import PLAIN
from etl.surveys.answers.exports.qualtrics import QUALTRICS
from etl.surveys.answers.exports.surveymonkey import SURVEYMONKEY
from etl.surveys.model import Platform

EXPORTS: Final[Mapping[Platform, Export]] = {
    Platform.LIMESURVEY: LIMESURVEY,
    Platform.QUALTRICS: QUALTRICS,
    Platform.SURVEYMONKEY: SURVEYMONKEY,
    Platform.GOOGLE_FORMS: GOOGLE_FORMS,
    Platform.PLAIN: PLAIN,
}
