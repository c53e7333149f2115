"""From an export with its instrument to a published table: the one way in for survey answers.

Read, pseudonymised, kept in `private/`, counted, disclosed, proved. What goes on to the line of
all other files is the published table alone; an export, a list of persons and their answers never
do. Not for which files belong together: `etl/offered.py` says that.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from etl.disclosure.errors import DisclosureRefused
from etl.example_home import holds_example
from etl.fingerprint import program_version
from etl.inputs import InputDeclaration, InputFile
from etl.problems import InputRefused, Problem
from etl.raw import raw_path
from etl.readers.content import Content
from etl.surveys.answers import read_answers
from etl.surveys.frame import read_frame
from etl.surveys.meter import Meter, rows_in
from etl.surveys.model import Instrument
from etl.surveys.publishing.not_disclosed import as_problem
from etl.surveys.publishing.publish import PublishedSurvey, publish_survey
from etl.surveys.publishing.table import as_bytes, published_before
from etl.surveys.responses import Invited, Responses
from etl.surveys.said import SurveyTaken
from etl.surveys.store.about import About, now
from etl.surveys.store.deliveries import written_down
from etl.surveys.store.delivery import (
    Delivery,
    as_input,
    delivery_of,
    store_answers,
    stored_original,
)
from etl.surveys.store.journal import user
from etl.surveys.store.key import key_for
from etl.surveys.store.private import (
    INSTRUMENT,
    begin,
    commit,
    complete,
    deliveries,
    discard,
    only_private_files,
    refuse_if_open,
    write_private,
)
from warehouse.folder import file_digest, one_clear_line


@dataclass(slots=True, kw_only=True)
class Intake:
    """The surveys of one load. None of them takes its place in `private/` before `commit`."""

    home: Path
    is_example: bool
    progress: Callable[[str], None]
    meter: Meter
    taken: list[SurveyTaken] = field(default_factory=list)
    _given: dict[str, tuple[Delivery, InputFile]] = field(default_factory=dict)
    _begun: list[str] = field(default_factory=list)
    _complete: list[About] = field(default_factory=list)

    def take(self, path: Path, declaration: InputDeclaration) -> InputFile:
        """The published table; raises InputRefused with all that is wrong with the files."""
        started = time.monotonic()
        delivery = delivery_of(path, declaration)
        self._refuse_where_it_does_not_belong(delivery.instrument)
        if (before := self._again(delivery)) is not None:
            return before
        if (about := self._known(delivery)) is not None:
            file = as_input(delivery, Content.of_file(raw_path(self.home, about.published)))
            self.taken.append(SurveyTaken(id=delivery.id, file=delivery.export.name, known=True))
        else:
            file = self._read(delivery, started)
        self._given[delivery.id] = (delivery, file)
        return file

    def commit(self) -> None:
        """To be called once a release that holds the published tables is in force."""
        with one_clear_line("the release is in force, but the answers could not be put away"):
            for about in self._complete:
                commit(self.home, about.id)
                self._begun.remove(about.id)
                written_down(self.home, about)
            self._complete.clear()

    def discard(self) -> None:
        for survey in self._begun:
            with suppress(OSError):  # the next load removes it
                discard(self.home, survey)

    # ---------------------------------------------------------------- what is given

    def _refuse_where_it_does_not_belong(self, instrument: Instrument) -> None:
        """Real data and the example never meet."""
        if instrument.round.is_example == self.is_example:
            return
        message = (
            "it is a survey of the example, and this data folder holds real data: `alf example` "
            "makes the example in a folder of its own"
            if instrument.round.is_example
            else "it is a real survey, and this data folder holds the example: load it in another"
        )
        raise _refused("example_apart", message, instrument.file)

    def _again(self, delivery: Delivery) -> InputFile | None:
        """The same files given twice are one; two deliveries of one survey contradict."""
        earlier, file = self._given.get(delivery.id, (None, None))
        if earlier is None or earlier.digests == delivery.digests:
            return file
        message = (
            f"the survey '{delivery.id}' is given twice, also as '{earlier.export.name}': give the "
            "one that holds, or give each survey an id of its own"
        )
        raise _refused("survey_once", message, delivery.export.name)

    def _known(self, delivery: Delivery) -> About | None:
        """What is known of the very same files, where their published table is still there."""
        about = deliveries(self.home).get(delivery.id)
        if about is None or not delivery.is_that_of(about):
            return None
        if about.forgotten_at:
            self.progress(
                f"Survey {about.id}: its answers were forgotten on {about.forgotten_at:%Y-%m-%d} "
                "and are not stored again; what was published of it stands"
            )
        path = raw_path(self.home, about.published)
        is_whole = path.exists() and file_digest(path) == about.published
        return about if is_whole else None

    # ---------------------------------------------------------------- reading

    def _read(self, delivery: Delivery, started: float) -> InputFile:
        with one_clear_line("the survey answers could not be stored"):
            refuse_if_open(self.home)
            key = key_for(self.home)
            folder = begin(self.home, delivery.id)
            self._begun.append(delivery.id)
            with only_private_files(self.home):
                invited, responses = self._counted(delivery, folder, key.secret)
                store_answers(responses, folder)
                published = self._published(delivery, responses, invited)
            table = as_bytes(delivery.id, published.observations)
            file = as_input(delivery, Content.of_bytes(delivery.export.name, table))
            write_private(folder / INSTRUMENT, delivery.declaration.text)
            about = self._about(delivery, file, key.id, responses.frame.height)
            complete(folder, about)
        self._complete.append(about)
        self.taken.append(_said(delivery, responses, published, time.monotonic() - started))
        return file

    def _counted(
        self, delivery: Delivery, folder: Path, key: bytes
    ) -> tuple[Invited | None, Responses]:
        """Both are read before either is refused, so that every problem is said at once."""
        problems: list[Problem] = []
        invited, responses = None, None
        with stored_original(delivery, folder) as original:
            try:
                invited = read_frame(delivery.instrument, delivery.frame)
            except InputRefused as refused:
                problems.extend(refused.problems)
            try:
                with self.meter(f"Reading {original.name}", rows_in(original)) as tick:
                    responses = read_answers(delivery.instrument, original, key, progress=tick)
            except InputRefused as refused:
                problems.extend(refused.problems)
        if problems or responses is None:
            raise InputRefused(problems)
        return invited, responses

    def _published(
        self, delivery: Delivery, responses: Responses, invited: Invited | None
    ) -> PublishedSurvey:
        self.progress(f"Deciding what may be shown of {delivery.id}, and trying to break it")
        earlier = published_before(self.home, delivery.instrument.round)
        if earlier:
            self.progress(
                f"{len(earlier)} earlier tables of {delivery.id} are known to their readers: what "
                "would follow from them and the new one together is hidden"
            )
        try:
            published = publish_survey(delivery.instrument, responses, invited, earlier)
        except DisclosureRefused as refused:
            raise InputRefused([as_problem(refused, delivery.export.name)]) from refused
        if earlier:  # the load may be refused for what is gone, and never come to its report
            self.progress(
                f"With these, {published.cells_shown} cells of {delivery.id} can be shown and "
                f"{published.cells_hidden} are hidden"
            )
        return published

    def _about(self, delivery: Delivery, file: InputFile, key: str, rows: int) -> About:
        before = deliveries(self.home).get(delivery.id)
        one = delivery.instrument
        return About(
            id=delivery.id,
            title_sv=one.round.title.sv,
            title_en=one.round.title.en,
            export_name=delivery.export.name,
            export=delivery.export_sha256,
            instrument=delivery.declaration.sha256,
            frame=delivery.frame_sha256,
            published=file.sha256,
            key=key,
            rows=rows,
            keep_until=one.keep_until,
            loaded_at=now(),
            loaded_by=user(),
            program_version=program_version(),
            replaces=before.published if before else None,
        )


@contextmanager
def surveys_of_a_load(
    home: Path, progress: Callable[[str], None], meter: Meter
) -> Iterator[Intake]:
    """What was not committed when it ends leaves nothing behind."""
    intake = Intake(home=home, is_example=holds_example(home), progress=progress, meter=meter)
    try:
        yield intake
    finally:
        intake.discard()


def _said(
    delivery: Delivery, responses: Responses, published: PublishedSurvey, seconds: float
) -> SurveyTaken:
    return SurveyTaken(
        id=delivery.id,
        file=delivery.export.name,
        read=responses.read,
        counted=responses.frame.height,
        not_counted=responses.counted,
        shown=published.cells_shown,
        hidden=published.cells_hidden,
        collapsed=published.cells_collapsed,
        tried=published.proof_tried,
        seconds=seconds,
    )


def _refused(rule: str, message: str, file: str) -> InputRefused:
    return InputRefused([Problem(rule, message, file)])
