-- A release: one file that explains itself. comments.sql says in words what everything is.
-- A value list comes before the table that refers to it, so that every key is checked on loading.

CREATE TABLE region (
    code VARCHAR PRIMARY KEY,
    name_sv VARCHAR NOT NULL,
    name_en VARCHAR NOT NULL,
    short_sv VARCHAR NOT NULL,
    short_en VARCHAR NOT NULL,
    position INTEGER NOT NULL UNIQUE,
    is_alf_region BOOLEAN NOT NULL,
    university VARCHAR,
    agreement_since INTEGER
);

CREATE TABLE organisation (
    code VARCHAR PRIMARY KEY,
    name_sv VARCHAR NOT NULL,
    name_en VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    region VARCHAR REFERENCES region (code),
    is_declared BOOLEAN NOT NULL
);

CREATE TABLE period (
    code VARCHAR PRIMARY KEY,
    kind VARCHAR NOT NULL,
    "start" DATE,
    "end" DATE,
    label_sv VARCHAR NOT NULL,
    label_en VARCHAR NOT NULL,
    CHECK (("start" IS NULL) = ("end" IS NULL)),
    CHECK ("start" <= "end")
);

CREATE TABLE member (
    list VARCHAR NOT NULL,
    code VARCHAR NOT NULL,
    sv VARCHAR NOT NULL,
    en VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (list, code)
);

CREATE TABLE unit (
    id VARCHAR PRIMARY KEY,
    label_sv VARCHAR NOT NULL,
    label_en VARCHAR NOT NULL,
    symbol_sv VARCHAR NOT NULL,
    symbol_en VARCHAR NOT NULL,
    decimals INTEGER NOT NULL CHECK (decimals >= 0)
);

CREATE TABLE source (
    id VARCHAR PRIMARY KEY,
    short_sv VARCHAR NOT NULL,
    short_en VARCHAR NOT NULL,
    title VARCHAR,
    publisher VARCHAR,
    published VARCHAR,
    licence VARCHAR,
    address VARCHAR UNIQUE,
    update_rhythm_sv VARCHAR,
    update_rhythm_en VARCHAR,
    is_declared BOOLEAN NOT NULL
);

CREATE TABLE indicator (
    id VARCHAR PRIMARY KEY,
    position INTEGER NOT NULL UNIQUE,
    topic VARCHAR NOT NULL,
    title_sv VARCHAR NOT NULL,
    title_en VARCHAR NOT NULL,
    definition_sv VARCHAR NOT NULL,
    definition_en VARCHAR NOT NULL,
    unit VARCHAR NOT NULL REFERENCES unit (id),
    direction VARCHAR NOT NULL,
    target_low DOUBLE,
    target_high DOUBLE,
    denominator_sv VARCHAR,
    denominator_en VARCHAR,
    pooling VARCHAR NOT NULL,
    range_low DOUBLE,
    range_high DOUBLE,
    smallest_base INTEGER NOT NULL,
    uncertainty VARCHAR NOT NULL,
    represented_by VARCHAR NOT NULL,
    ratio_numerator VARCHAR,
    ratio_denominator VARCHAR,
    ratio_factor DOUBLE,
    caveat_sv VARCHAR,
    caveat_en VARCHAR,
    deflator_sv VARCHAR,
    deflator_en VARCHAR,
    is_declared BOOLEAN NOT NULL,
    CHECK ((target_low IS NULL) = (target_high IS NULL))
);

CREATE TABLE indicator_group (
    indicator VARCHAR NOT NULL REFERENCES indicator (id),
    code VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (indicator, code)
);

CREATE TABLE indicator_item (
    indicator VARCHAR NOT NULL REFERENCES indicator (id),
    code VARCHAR NOT NULL,
    sv VARCHAR NOT NULL,
    en VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (indicator, code)
);

CREATE TABLE indicator_category (
    indicator VARCHAR NOT NULL REFERENCES indicator (id),
    code VARCHAR NOT NULL,
    sv VARCHAR NOT NULL,
    en VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (indicator, code)
);

CREATE TABLE indicator_step (
    indicator VARCHAR NOT NULL REFERENCES indicator (id),
    step INTEGER NOT NULL CHECK (step >= 1),
    sv VARCHAR NOT NULL,
    en VARCHAR NOT NULL,
    PRIMARY KEY (indicator, step)
);

CREATE TABLE indicator_source (
    indicator VARCHAR NOT NULL REFERENCES indicator (id),
    source VARCHAR NOT NULL REFERENCES source (id),
    position INTEGER NOT NULL,
    PRIMARY KEY (indicator, source)
);

CREATE TABLE series_break (
    indicator VARCHAR NOT NULL REFERENCES indicator (id),
    position INTEGER NOT NULL,
    region VARCHAR REFERENCES region (code),
    "group" VARCHAR,
    item VARCHAR,
    "before" VARCHAR NOT NULL REFERENCES period (code),
    "after" VARCHAR NOT NULL REFERENCES period (code),
    title_sv VARCHAR NOT NULL,
    title_en VARCHAR NOT NULL,
    reason_sv VARCHAR NOT NULL,
    reason_en VARCHAR NOT NULL,
    source VARCHAR NOT NULL REFERENCES source (id),
    PRIMARY KEY (indicator, position)
);

CREATE TABLE survey_round (
    id VARCHAR PRIMARY KEY,
    position INTEGER NOT NULL UNIQUE,
    series VARCHAR NOT NULL,
    title_sv VARCHAR NOT NULL,
    title_en VARCHAR NOT NULL,
    "group" VARCHAR NOT NULL,
    period VARCHAR NOT NULL REFERENCES period (code),
    source VARCHAR NOT NULL REFERENCES source (id),
    is_example BOOLEAN NOT NULL,
    definition VARCHAR NOT NULL
);

CREATE TABLE input (
    id VARCHAR PRIMARY KEY,
    name VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL,
    size BIGINT NOT NULL CHECK (size >= 0),
    rows BIGINT NOT NULL CHECK (rows >= 0),
    set_aside BIGINT NOT NULL CHECK (set_aside >= 0),
    declaration VARCHAR,
    accepted_at TIMESTAMP
);

CREATE TABLE observation (
    indicator VARCHAR NOT NULL REFERENCES indicator (id),
    region VARCHAR NOT NULL REFERENCES region (code),
    organisation VARCHAR NOT NULL REFERENCES organisation (code),
    period VARCHAR NOT NULL REFERENCES period (code),
    sex VARCHAR NOT NULL,
    "group" VARCHAR NOT NULL,
    item VARCHAR NOT NULL,
    category VARCHAR NOT NULL,
    estimate VARCHAR NOT NULL,
    nature VARCHAR NOT NULL,
    source VARCHAR NOT NULL REFERENCES source (id),
    reading VARCHAR NOT NULL,
    value DOUBLE,
    low DOUBLE,
    high DOUBLE,
    bound_low DOUBLE,
    bound_high DOUBLE,
    numerator DOUBLE CHECK (numerator >= 0),
    denominator DOUBLE CHECK (denominator >= 0),
    base DOUBLE CHECK (base >= 0),
    qualifier VARCHAR NOT NULL,
    status VARCHAR NOT NULL,
    origin VARCHAR NOT NULL,
    printed VARCHAR,
    locator VARCHAR,
    note_sv VARCHAR,
    note_en VARCHAR,
    input VARCHAR NOT NULL REFERENCES input (id),
    input_row BIGINT,
    cites VARCHAR,
    PRIMARY KEY (
        indicator, region, organisation, period, sex, "group", item, category, estimate, nature,
        source, reading
    ),
    FOREIGN KEY (indicator, "group") REFERENCES indicator_group (indicator, code),
    FOREIGN KEY (indicator, item) REFERENCES indicator_item (indicator, code),
    FOREIGN KEY (indicator, category) REFERENCES indicator_category (indicator, code),
    CHECK (low <= high AND low <= value AND value <= high),
    CHECK (numerator <= denominator),
    CHECK (status = 'ok' OR (value IS NULL AND low IS NULL AND high IS NULL)),
    CHECK (status <> 'ok' OR value IS NOT NULL OR low IS NOT NULL),
    CHECK (origin <> 'printed' OR printed IS NOT NULL),
    CHECK ((note_sv IS NULL) = (note_en IS NULL))
);

CREATE VIEW citation AS
SELECT
    observation.* EXCLUDE (cites),
    unnest(string_split(observation.cites, ' ')) AS fact
FROM observation
WHERE observation.cites IS NOT NULL;

CREATE TABLE contradiction (
    id VARCHAR PRIMARY KEY,
    kind VARCHAR NOT NULL,
    indicator VARCHAR NOT NULL REFERENCES indicator (id),
    region VARCHAR REFERENCES region (code),
    period VARCHAR REFERENCES period (code),
    text_sv VARCHAR NOT NULL,
    text_en VARCHAR NOT NULL,
    rows VARCHAR NOT NULL
);

CREATE TABLE left_out (
    fact VARCHAR PRIMARY KEY,
    kind VARCHAR NOT NULL,
    reason_sv VARCHAR NOT NULL,
    reason_en VARCHAR NOT NULL,
    topic VARCHAR NOT NULL
);

CREATE TABLE content (
    table_name VARCHAR PRIMARY KEY,
    rows BIGINT NOT NULL,
    sha256 VARCHAR NOT NULL
);

CREATE TABLE run (
    release VARCHAR PRIMARY KEY,
    id VARCHAR NOT NULL,
    started_at TIMESTAMP NOT NULL,
    built_at TIMESTAMP NOT NULL,
    program_version VARCHAR NOT NULL,
    schema_version INTEGER NOT NULL,
    fingerprint VARCHAR NOT NULL,
    is_example BOOLEAN NOT NULL,
    changes VARCHAR NOT NULL,
    content_sha256 VARCHAR NOT NULL
);
