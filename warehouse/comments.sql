-- What every table and column of a release means.

COMMENT ON TABLE region IS 'The seven ALF regions, the nation (riket) and other areas';
COMMENT ON COLUMN region.code IS 'Code of the region';
COMMENT ON COLUMN region.name_sv IS 'Name in Swedish';
COMMENT ON COLUMN region.name_en IS 'Name in English';
COMMENT ON COLUMN region.short_sv IS 'Short name in Swedish, for charts';
COMMENT ON COLUMN region.short_en IS 'Short name in English, for charts';
COMMENT ON COLUMN region.position IS 'Order from north to south; the nation and other areas last';
COMMENT ON COLUMN region.is_alf_region IS 'True for the seven; riket and other are comparisons';
COMMENT ON COLUMN region.university IS 'Code of the university that shares the agreement';
COMMENT ON COLUMN region.agreement_since IS 'First year in the agreement, where later than the others';

COMMENT ON TABLE organisation IS 'Universities, hospitals, towns and other bodies that figures are about';
COMMENT ON COLUMN organisation.code IS 'Code of the organisation; all is the whole region';
COMMENT ON COLUMN organisation.name_sv IS 'Name in Swedish';
COMMENT ON COLUMN organisation.name_en IS 'Name in English';
COMMENT ON COLUMN organisation.kind IS 'What sort of body it is';
COMMENT ON COLUMN organisation.region IS 'The region it lies in; null where there is no single one';
COMMENT ON COLUMN organisation.is_declared IS 'True where an accepted file declares it; false for what ships';

COMMENT ON TABLE period IS 'When figures hold. Kinds are kept apart: a budget year is no academic year';
COMMENT ON COLUMN period.code IS 'Code of the period, for example 2024, HT2024 or 2020/21';
COMMENT ON COLUMN period.kind IS 'Year, term, academic year, fiscal year, span, months, edition, about or undated';
COMMENT ON COLUMN period."start" IS 'First day; null when undated';
COMMENT ON COLUMN period."end" IS 'Last day; null when undated';
COMMENT ON COLUMN period.label_sv IS 'The period in Swedish';
COMMENT ON COLUMN period.label_en IS 'The period in English';

COMMENT ON TABLE member IS 'The value lists that are the same for every indicator';
COMMENT ON COLUMN member.list IS 'The column of observation that the list is for, or topic';
COMMENT ON COLUMN member.code IS 'The value as stored';
COMMENT ON COLUMN member.sv IS 'The value in Swedish';
COMMENT ON COLUMN member.en IS 'The value in English';
COMMENT ON COLUMN member.position IS 'Order in the list';

COMMENT ON TABLE unit IS 'Base units: what figures are stored in';
COMMENT ON COLUMN unit.id IS 'Id of the unit';
COMMENT ON COLUMN unit.label_sv IS 'Name in Swedish';
COMMENT ON COLUMN unit.label_en IS 'Name in English';
COMMENT ON COLUMN unit.symbol_sv IS 'What follows a number in Swedish';
COMMENT ON COLUMN unit.symbol_en IS 'What follows a number in English';
COMMENT ON COLUMN unit.decimals IS 'The most decimals that are shown';

COMMENT ON TABLE source IS 'Every publication that figures were read from; null means not stated there';
COMMENT ON COLUMN source.id IS 'Id of the source';
COMMENT ON COLUMN source.short_sv IS 'What stands under a chart, in Swedish';
COMMENT ON COLUMN source.short_en IS 'What stands under a chart, in English';
COMMENT ON COLUMN source.title IS 'Title as the source states it';
COMMENT ON COLUMN source.publisher IS 'Who answers for the page or the report';
COMMENT ON COLUMN source.published IS 'Date or year as the source states it';
COMMENT ON COLUMN source.licence IS 'Licence as the source states it';
COMMENT ON COLUMN source.address IS 'Web address; null for a document without a public one';
COMMENT ON COLUMN source.update_rhythm_sv IS 'How often it is renewed, in Swedish';
COMMENT ON COLUMN source.update_rhythm_en IS 'How often it is renewed, in English';
COMMENT ON COLUMN source.is_declared IS 'True where an accepted file declares it; false for what ships';

COMMENT ON TABLE indicator IS 'What is measured: one row for each indicator of the registry';
COMMENT ON COLUMN indicator.id IS 'Id of the indicator';
COMMENT ON COLUMN indicator.position IS 'Order in the registry';
COMMENT ON COLUMN indicator.topic IS 'The area that it belongs to, a member of the list topic';
COMMENT ON COLUMN indicator.title_sv IS 'Title in Swedish';
COMMENT ON COLUMN indicator.title_en IS 'Title in English';
COMMENT ON COLUMN indicator.definition_sv IS 'What the figure is, in Swedish';
COMMENT ON COLUMN indicator.definition_en IS 'What the figure is, in English';
COMMENT ON COLUMN indicator.unit IS 'Base unit of value, low, high and the bounds';
COMMENT ON COLUMN indicator.direction IS 'What is better: higher, lower, closer_to_target, or no_judgement';
COMMENT ON COLUMN indicator.target_low IS 'Lower end of the target, with closer_to_target';
COMMENT ON COLUMN indicator.target_high IS 'Upper end of the target, with closer_to_target';
COMMENT ON COLUMN indicator.denominator_sv IS 'What a share is a share of, in Swedish';
COMMENT ON COLUMN indicator.denominator_en IS 'What a share is a share of, in English';
COMMENT ON COLUMN indicator.pooling IS 'How regions make one figure: sum, weighted or not_poolable';
COMMENT ON COLUMN indicator.range_low IS 'The least value that can be; null where there is no bound';
COMMENT ON COLUMN indicator.range_high IS 'The greatest value that can be; null where there is no bound';
COMMENT ON COLUMN indicator.smallest_base IS 'The least n that is shown';
COMMENT ON COLUMN indicator.uncertainty IS 'Which uncertainty its figures can have';
COMMENT ON COLUMN indicator.represented_by IS 'Whose figure stands for a region: region or university';
COMMENT ON COLUMN indicator.ratio_numerator IS 'A derived ratio: the indicator that is divided';
COMMENT ON COLUMN indicator.ratio_denominator IS 'A derived ratio: the indicator that it is divided by';
COMMENT ON COLUMN indicator.ratio_factor IS 'A derived ratio: what the quotient is multiplied by';
COMMENT ON COLUMN indicator.caveat_sv IS 'What a reader must know, in Swedish';
COMMENT ON COLUMN indicator.caveat_en IS 'What a reader must know, in English';
COMMENT ON COLUMN indicator.deflator_sv IS 'Of a price index: its short name in Swedish, as in labels of fixed prices';
COMMENT ON COLUMN indicator.deflator_en IS 'Of a price index: its short name in English, as in labels of fixed prices';
COMMENT ON COLUMN indicator.is_declared IS 'True where an accepted file declares it; false for what ships';

COMMENT ON TABLE indicator_group IS 'Which populations an indicator has figures for';
COMMENT ON COLUMN indicator_group.indicator IS 'Id of the indicator';
COMMENT ON COLUMN indicator_group.code IS 'A member of the list group';
COMMENT ON COLUMN indicator_group.position IS 'Order in which groups are shown';

COMMENT ON TABLE indicator_item IS 'The own dimension of an indicator: questions, panels, budget posts';
COMMENT ON COLUMN indicator_item.indicator IS 'Id of the indicator';
COMMENT ON COLUMN indicator_item.code IS 'The item as stored; all is the total';
COMMENT ON COLUMN indicator_item.sv IS 'The item in Swedish';
COMMENT ON COLUMN indicator_item.en IS 'The item in English';
COMMENT ON COLUMN indicator_item.position IS 'Order in which items are shown';

COMMENT ON TABLE indicator_category IS 'The answer categories of the items of an indicator';
COMMENT ON COLUMN indicator_category.indicator IS 'Id of the indicator';
COMMENT ON COLUMN indicator_category.code IS 'The category as stored; all is the total';
COMMENT ON COLUMN indicator_category.sv IS 'The category in Swedish';
COMMENT ON COLUMN indicator_category.en IS 'The category in English';
COMMENT ON COLUMN indicator_category.position IS 'Order in which categories are shown';

COMMENT ON TABLE indicator_step IS 'The steps of a grade, lowest first; a grade is stored as its step';
COMMENT ON COLUMN indicator_step.indicator IS 'Id of the indicator';
COMMENT ON COLUMN indicator_step.step IS 'The value that stands for the grade';
COMMENT ON COLUMN indicator_step.sv IS 'The grade in Swedish';
COMMENT ON COLUMN indicator_step.en IS 'The grade in English';

COMMENT ON TABLE indicator_source IS 'Which source a chart draws where several print the same figure';
COMMENT ON COLUMN indicator_source.indicator IS 'Id of the indicator';
COMMENT ON COLUMN indicator_source.source IS 'Id of the source';
COMMENT ON COLUMN indicator_source.position IS 'The first that has a figure is drawn';

COMMENT ON TABLE series_break IS 'Where figures before and after cannot be compared; never drawn across';
COMMENT ON COLUMN series_break.indicator IS 'Id of the indicator';
COMMENT ON COLUMN series_break.position IS 'Order among the breaks of the indicator';
COMMENT ON COLUMN series_break.region IS 'The region it holds for; null for all';
COMMENT ON COLUMN series_break."group" IS 'The group it holds for; null for all';
COMMENT ON COLUMN series_break.item IS 'The item it holds for; null for all';
COMMENT ON COLUMN series_break."before" IS 'The last period of the old series';
COMMENT ON COLUMN series_break."after" IS 'The first period of the new series';
COMMENT ON COLUMN series_break.title_sv IS 'What changed, in few words, in Swedish';
COMMENT ON COLUMN series_break.title_en IS 'What changed, in few words, in English';
COMMENT ON COLUMN series_break.reason_sv IS 'Why the series breaks, in Swedish';
COMMENT ON COLUMN series_break.reason_en IS 'Why the series breaks, in English';
COMMENT ON COLUMN series_break.source IS 'The source that says so';

COMMENT ON TABLE survey_round IS 'Surveys whose aggregates are here, with their questions and scales; never an answer';
COMMENT ON COLUMN survey_round.id IS 'Id of the survey';
COMMENT ON COLUMN survey_round.position IS 'Order of series, time, group and id';
COMMENT ON COLUMN survey_round.series IS 'What regions, groups and years share: the same item is the same question';
COMMENT ON COLUMN survey_round.title_sv IS 'Title in Swedish';
COMMENT ON COLUMN survey_round.title_en IS 'Title in English';
COMMENT ON COLUMN survey_round."group" IS 'The target group';
COMMENT ON COLUMN survey_round.period IS 'When it was asked';
COMMENT ON COLUMN survey_round.source IS 'Id of the source';
COMMENT ON COLUMN survey_round.is_example IS 'Whether the answers were made up to show the program';
COMMENT ON COLUMN survey_round.definition IS 'Everything else as JSON: regions, items with wording and comparability, scales, themes, crossings, the rule for the response rate';

COMMENT ON TABLE input IS 'Every file that the release was made from';
COMMENT ON COLUMN input.id IS 'Id of the file';
COMMENT ON COLUMN input.name IS 'Name of the file';
COMMENT ON COLUMN input.kind IS 'bundled: ships with the program; accepted: given to a load';
COMMENT ON COLUMN input.sha256 IS 'SHA-256 of the file';
COMMENT ON COLUMN input.size IS 'Size in bytes';
COMMENT ON COLUMN input.rows IS 'Number of data rows';
COMMENT ON COLUMN input.set_aside IS 'Rows of the file that are no figures here, for example of other regions';
COMMENT ON COLUMN input.declaration IS 'SHA-256 of the declaration that says what the file means; null where none does';
COMMENT ON COLUMN input.accepted_at IS 'When a load accepted it, in UTC; null for what ships';

COMMENT ON TABLE observation IS 'The figures: one row each, in the base unit of its indicator';
COMMENT ON COLUMN observation.indicator IS 'Id of the indicator';
COMMENT ON COLUMN observation.region IS 'Code of the region, riket or other';
COMMENT ON COLUMN observation.organisation IS 'Organisation, or all';
COMMENT ON COLUMN observation.period IS 'Code of the period';
COMMENT ON COLUMN observation.sex IS 'Sex, or all';
COMMENT ON COLUMN observation."group" IS 'Population that the figure is about';
COMMENT ON COLUMN observation.item IS 'The indicator''s own dimension, or all';
COMMENT ON COLUMN observation.category IS 'Answer category of an item, or all';
COMMENT ON COLUMN observation.estimate IS 'unweighted or weighted';
COMMENT ON COLUMN observation.nature IS 'outcome, target, plan, preliminary, decided';
COMMENT ON COLUMN observation.source IS 'Id of the source';
COMMENT ON COLUMN observation.reading IS 'Which of several printed figures';
COMMENT ON COLUMN observation.value IS 'The figure, in the base unit';
COMMENT ON COLUMN observation.low IS 'Lower end of the named interval';
COMMENT ON COLUMN observation.high IS 'Upper end of the named interval';
COMMENT ON COLUMN observation.bound_low IS 'Worst case of non-response';
COMMENT ON COLUMN observation.bound_high IS 'Best case of non-response';
COMMENT ON COLUMN observation.numerator IS 'Counted part, e.g. answers';
COMMENT ON COLUMN observation.denominator IS 'The whole, e.g. invited';
COMMENT ON COLUMN observation.base IS 'n: what the figure rests on';
COMMENT ON COLUMN observation.qualifier IS 'exact, about, at_least or at_most';
COMMENT ON COLUMN observation.status IS 'ok, or why there is no figure';
COMMENT ON COLUMN observation.origin IS 'printed, computed or inferred';
COMMENT ON COLUMN observation.printed IS 'The source''s own characters';
COMMENT ON COLUMN observation.locator IS 'Where in the source';
COMMENT ON COLUMN observation.note_sv IS 'Note in Swedish';
COMMENT ON COLUMN observation.note_en IS 'Note in English';
COMMENT ON COLUMN observation.input IS 'Id of the accepted file';
COMMENT ON COLUMN observation.input_row IS 'Line or row in that file';
COMMENT ON COLUMN observation.cites IS 'Ids of the bundled facts it was read from';

COMMENT ON VIEW citation IS 'One row for each fact that an observation was read from';

COMMENT ON TABLE contradiction IS 'Where a source contradicts itself or another one; all figures are kept';
COMMENT ON COLUMN contradiction.id IS 'Id of the contradiction';
COMMENT ON COLUMN contradiction.kind IS 'What does not agree: parts, sources, readings, means or definitions';
COMMENT ON COLUMN contradiction.indicator IS 'Id of the indicator';
COMMENT ON COLUMN contradiction.region IS 'Code of the region; null where it concerns several';
COMMENT ON COLUMN contradiction.period IS 'Code of the period; null where it concerns several';
COMMENT ON COLUMN contradiction.text_sv IS 'The contradiction in words, in Swedish';
COMMENT ON COLUMN contradiction.text_en IS 'The contradiction in words, in English';
COMMENT ON COLUMN contradiction.rows IS 'JSON: the observations it is about, each with the expected value';

COMMENT ON TABLE left_out IS 'Sourced facts that no observation cites, each with the reason';
COMMENT ON COLUMN left_out.fact IS 'Id of the fact: file and line';
COMMENT ON COLUMN left_out.kind IS 'merged: said by another fact; unused: no figure of an indicator';
COMMENT ON COLUMN left_out.reason_sv IS 'The reason, in Swedish';
COMMENT ON COLUMN left_out.reason_en IS 'The reason, in English';
COMMENT ON COLUMN left_out.topic IS 'The area that it belongs to, a member of the list topic';

COMMENT ON TABLE content IS 'What was written, so that anything lost or changed is found';
COMMENT ON COLUMN content.table_name IS 'Name of a table of this file';
COMMENT ON COLUMN content.rows IS 'Number of its rows when the release was made';
COMMENT ON COLUMN content.sha256 IS 'SHA-256 of its rows as JSON, sorted';

COMMENT ON TABLE run IS 'The load that made this release: one row';
COMMENT ON COLUMN run.release IS 'Id of the release: when it was built and the start of its content digest';
COMMENT ON COLUMN run.id IS 'Id of the load';
COMMENT ON COLUMN run.started_at IS 'When the load began, in UTC';
COMMENT ON COLUMN run.built_at IS 'When the release was built, in UTC';
COMMENT ON COLUMN run.program_version IS 'Version of the program';
COMMENT ON COLUMN run.schema_version IS 'Version of the tables of this file';
COMMENT ON COLUMN run.fingerprint IS 'Digest of everything the load worked from; the same again is no work';
COMMENT ON COLUMN run.is_example IS 'True for made-up example data, which never meets real data';
COMMENT ON COLUMN run.changes IS 'JSON: what is new, changed and gone against the release before';
COMMENT ON COLUMN run.content_sha256 IS 'SHA-256 of the table content: one digest of all the release says';
