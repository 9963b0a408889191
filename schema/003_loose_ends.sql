-- Step 3: what would be lost track of otherwise.

-- Recordings that made their tenant's stage pause while others got through it: it may be what is said in
-- them that is refused. A row goes when the stage is done, or when a person changed something.
CREATE TABLE refused_recordings (
  tenant_id INT UNSIGNED NOT NULL,
  recording_key VARBINARY(128) NOT NULL,
  refusals INT UNSIGNED NOT NULL,          -- pauses that began with it
  PRIMARY KEY (tenant_id, recording_key)
) ENGINE=InnoDB;

UPDATE schema_version SET version = 3 WHERE one = 1;
