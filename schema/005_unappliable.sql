-- Step 5: events that could not be applied no longer hold up the search for those that can.

-- A row goes when its event was applied after all: tried again now and then, by replay or rebuild.
CREATE TABLE unappliable_events (
  identity BINARY(20) NOT NULL PRIMARY KEY,
  retry_at DATETIME(6) NOT NULL,
  why VARCHAR(200) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

UPDATE schema_version SET version = 5 WHERE one = 1;
