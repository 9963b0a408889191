-- Step 4: a long recording is transcribed in parts, each paid for once.

-- What a service heard in a part, until the whole transcript is there or the audio goes.
CREATE TABLE passages (
  tenant_id INT UNSIGNED NOT NULL,
  recording_key VARBINARY(128) NOT NULL,
  part VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,  -- "second 600.000-1187.340": side, seconds
  engine VARCHAR(200) NOT NULL,            -- the base URL of the service
  model VARCHAR(200) NOT NULL,
  text MEDIUMTEXT NOT NULL,
  segments MEDIUMTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,  -- JSON, from the part's start
  language VARCHAR(40) NOT NULL,
  cost_usd DOUBLE NULL,                    -- as the service said; NULL: it didn't
  billed_seconds DOUBLE NULL,
  input_tokens BIGINT UNSIGNED NULL,
  output_tokens BIGINT UNSIGNED NULL,
  PRIMARY KEY (tenant_id, recording_key, part)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

UPDATE schema_version SET version = 4 WHERE one = 1;
