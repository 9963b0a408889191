-- Step 2: what the recordings' program makes of recordings.
--
-- These tables can't be rebuilt from the journal: they hold what was paid for. So they know a recording by
-- the provider's key of it, which stays the same when calls and deals are made again.

-- A NULL date has its room in a row of this format already, so that setting applied_at changes no row's size.
-- In the newer formats it does, pages are laid out anew, and the redo log grows 2.7 times.
ALTER TABLE events ROW_FORMAT=REDUNDANT;

-- What is to be done with a recording, and how far that came. A row is made with the recording's own.
CREATE TABLE recording_work (
  tenant_id INT UNSIGNED NOT NULL,
  recording_key VARBINARY(128) NOT NULL,
  stage ENUM('waiting','fetched','transcribed','extracted','done','too_short','silent','no_recording','gave_up')
    NOT NULL DEFAULT 'waiting',            -- what is done already, or how it ended
  work_at DATETIME(6) NULL,                -- when somebody is to take it: due, next attempt, or the end of a
                                           -- lease that was not kept up; NULL: finished
  attempts INT UNSIGNED NOT NULL DEFAULT 0,  -- begun since the last stage was done
  lease INT UNSIGNED NOT NULL DEFAULT 0,   -- how often it was taken: who took it earlier has lost it
  held_by BINARY(16) NULL,                 -- the run of the program that has it now
  error VARCHAR(500) NOT NULL DEFAULT '',  -- why the last attempt failed, or why it was given up
  remark VARCHAR(200) NOT NULL DEFAULT '', -- what is odd about it
  audio VARCHAR(255) NULL,                 -- below the state directory; NULL: not fetched, or gone
  audio_host VARCHAR(64) NULL,             -- the host whose state directory that is
  audio_bytes BIGINT UNSIGNED NULL,
  sha256 CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
  seconds DOUBLE NULL,                     -- how long the audio is
  silent BOOLEAN NULL,                     -- nobody speaks in it
  two_sides BOOLEAN NULL,                  -- the operator and the client in a channel each
  fetched_at DATETIME(6) NULL,
  finished_at DATETIME(6) NULL,
  PRIMARY KEY (tenant_id, recording_key),
  KEY recording_work_due (work_at),
  KEY recording_work_held (held_by),
  KEY recording_work_age (tenant_id, fetched_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
INSERT INTO recording_work (tenant_id, recording_key, work_at)
  SELECT tenant_id, recording_key, due_at FROM recordings;

CREATE TABLE transcripts (
  tenant_id INT UNSIGNED NOT NULL,
  recording_key VARBINARY(128) NOT NULL,
  text MEDIUMTEXT NOT NULL,                -- a line for each turn, headed by the speaker where he is known
  segments MEDIUMTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,  -- JSON: start, end, speaker, text
  language VARCHAR(40) NOT NULL,
  engine VARCHAR(200) NOT NULL,            -- the base URL of the service
  model VARCHAR(200) NOT NULL,
  cost_usd DOUBLE NULL,                    -- as the service said; NULL: it didn't
  billed_seconds DOUBLE NULL,
  made_at DATETIME(6) NOT NULL,
  extract_model VARCHAR(200) NOT NULL DEFAULT '',
  extract_cost_usd DOUBLE NULL,
  extract_input_tokens BIGINT UNSIGNED NULL,
  extract_output_tokens BIGINT UNSIGNED NULL,
  PRIMARY KEY (tenant_id, recording_key)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- What the language model found in a transcript, one row for a field, and what became of it.
CREATE TABLE suggestions (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  tenant_id INT UNSIGNED NOT NULL,
  recording_key VARBINARY(128) NOT NULL,
  field ENUM('name','address','scheduled_at') NOT NULL,
  value VARCHAR(500) NOT NULL,             -- a time as 2026-01-15T07:00:00Z; '': none that can be trusted
  quote VARCHAR(1000) NOT NULL,            -- the words of the transcript that say so
  second DOUBLE NULL,                      -- of the recording, where they begin
  certain BOOLEAN NOT NULL,
  why VARCHAR(200) NOT NULL DEFAULT '',    -- in Russian: why there is no value, or what is doubtful about it
  state ENUM('found','filled','suggested','same','doubted','accepted','dismissed','undone') NOT NULL,
  previous VARCHAR(500) NOT NULL DEFAULT '',  -- what the field held before this was put into it
  client_previous VARCHAR(200) NULL,       -- the client's name before this was put there too; NULL: it wasn't
  deal_id BIGINT UNSIGNED NULL,            -- whose field it is; NULL while 'found': the call has no deal yet
  made_at DATETIME(6) NOT NULL,
  decided_at DATETIME(6) NULL,             -- by a person
  UNIQUE KEY suggestions_source (tenant_id, recording_key, field),
  KEY suggestions_deal (tenant_id, deal_id),
  KEY suggestions_state (state, made_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Stages that wait for a person: the tenant's account or settings are refused. One recording tries again
-- after `until`; when it passes, the row goes.
CREATE TABLE paused_stages (
  tenant_id INT UNSIGNED NOT NULL,
  stage ENUM('waiting','fetched','transcribed') NOT NULL,  -- what the waiting recordings have done already
  since DATETIME(6) NOT NULL,
  until DATETIME(6) NOT NULL,
  pauses INT UNSIGNED NOT NULL,            -- in a row
  why VARCHAR(500) NOT NULL,
  PRIMARY KEY (tenant_id, stage)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- The provider takes so many requests a minute from an account: each takes a slot for a minute.
CREATE TABLE link_slots (
  account VARBINARY(200) NOT NULL,         -- the provider's Key
  slot SMALLINT UNSIGNED NOT NULL,
  free_at DATETIME(6) NOT NULL,
  PRIMARY KEY (account, slot)
) ENGINE=InnoDB;

-- What a tenant wants done with its recordings. No row: everything as by default.
CREATE TABLE recording_settings (
  tenant_id INT UNSIGNED NOT NULL PRIMARY KEY,
  ai BOOLEAN NOT NULL DEFAULT FALSE,
  min_seconds DOUBLE NOT NULL DEFAULT 3,   -- shorter recordings are not transcribed
  novofon_url VARCHAR(500) NOT NULL DEFAULT 'https://api.novofon.com',
  stt_url VARCHAR(500) NOT NULL DEFAULT 'https://openrouter.ai/api/v1',
  stt_model VARCHAR(200) NOT NULL DEFAULT 'openai/whisper-large-v3',
  stt_shape ENUM('','openai','openrouter') NOT NULL DEFAULT '',  -- '': by the host of stt_url
  stt_key VARBINARY(2048) NOT NULL DEFAULT '',                   -- sealed
  llm_url VARCHAR(500) NOT NULL DEFAULT 'https://openrouter.ai/api/v1',
  llm_model VARCHAR(200) NOT NULL DEFAULT 'openai/gpt-4o-mini',
  llm_key VARBINARY(2048) NOT NULL DEFAULT '',                   -- sealed
  allow_hosts VARCHAR(2000) NOT NULL DEFAULT '',  -- HOST[:PORT], separated by blanks
  fill_fields SET('name','address','scheduled_at') NOT NULL DEFAULT 'name,address,scheduled_at',
  retention_days INT UNSIGNED NOT NULL DEFAULT 180  -- of audio; 0: for ever
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

UPDATE schema_version SET version = 2 WHERE one = 1;
