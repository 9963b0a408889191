-- Step 3: what would be lost track of otherwise.

-- Recordings that made their tenant's stage pause while others got through it: it may be what is said in
-- them that is refused. A row goes when the stage is done, or when a person changed something.
CREATE TABLE refused_recordings (
  tenant_id INT UNSIGNED NOT NULL,
  recording_key VARBINARY(128) NOT NULL,
  refusals INT UNSIGNED NOT NULL,          -- pauses that began with it
  PRIMARY KEY (tenant_id, recording_key)
) ENGINE=InnoDB;

-- Audio that nothing names any more, on the disk of a host that must still destroy it: another one fetched
-- the recording anew, or its client was forgotten.
CREATE TABLE stray_audio (
  host VARCHAR(64) NOT NULL,
  audio VARCHAR(255) NOT NULL,             -- below that host's state directory
  tenant_id INT UNSIGNED NOT NULL,
  since DATETIME(6) NOT NULL,
  PRIMARY KEY (host, audio),
  KEY stray_audio_name (tenant_id, audio)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Recordings of forgotten clients whose copies the provider has not deleted yet: forget-client tries again
-- whenever it runs for the tenant.
CREATE TABLE provider_copies (
  tenant_id INT UNSIGNED NOT NULL,
  recording_key VARBINARY(128) NOT NULL,
  since DATETIME(6) NOT NULL,
  PRIMARY KEY (tenant_id, recording_key)
) ENGINE=InnoDB;

UPDATE schema_version SET version = 3 WHERE one = 1;
