-- Step 1: tenants, the journal, and what calls become.
--
-- Written for MariaDB 10.6+ and MySQL 8.0+. Times are UTC. Ids of a tenant's rows come from
-- appliers.next_id, so every key begins with tenant_id. Opaque texts of the provider are VARBINARY: no
-- collation may call two of them equal. There are no foreign keys on the way of an event: their checks
-- would cost about as much as the inserts themselves, and rows are only ever written by one transaction.

CREATE TABLE tenants (
  id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  user_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,  -- ?user_id= of the webhook URL
  name VARCHAR(200) NOT NULL,
  api_key VARCHAR(200) NOT NULL,
  api_secret VARBINARY(1024) NOT NULL DEFAULT '',  -- sealed (core/adapters/seal.h); empty: none
  url_token VARBINARY(1024) NOT NULL DEFAULT '',   -- sealed; empty: none asked for
  signature_scheme ENUM('hex','raw') NOT NULL DEFAULT 'hex',
  age_window_s INT UNSIGNED NULL,          -- how far call_start may be from now; NULL: any
  redirect_to_owner BOOLEAN NOT NULL DEFAULT FALSE,
  return_timeout_s INT UNSIGNED NOT NULL DEFAULT 15,
  zone VARCHAR(64) NOT NULL DEFAULT 'Europe/Moscow',
  region CHAR(2) NOT NULL DEFAULT 'RU',
  repeat_moves_to_new BOOLEAN NOT NULL DEFAULT FALSE,
  record_delay_s INT UNSIGNED NOT NULL DEFAULT 40,
  created_at DATETIME(6) NOT NULL,
  UNIQUE KEY tenants_user_id (user_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- The journal. Never updated but for applied_at; the truth that everything below is made from.
CREATE TABLE events (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  identity BINARY(20) NOT NULL,            -- core/identity.h: begins with the event's own time
  tenant_id INT UNSIGNED NOT NULL,
  event VARCHAR(64) NOT NULL,
  verdict ENUM('accepted','ignored') NOT NULL,
  fields MEDIUMTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,  -- a JSON object of strings
  received_at DATETIME(6) NOT NULL,
  applied_at DATETIME(6) NULL,             -- NULL: its calls and deals don't show it yet
  request_id VARBINARY(64) NOT NULL,
  UNIQUE KEY events_identity (identity)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Up to which events.id everything is known to be applied: where the search for what a killed process
-- left begins. One row.
CREATE TABLE journal_mark (
  one TINYINT UNSIGNED NOT NULL PRIMARY KEY,
  applied_up_to BIGINT UNSIGNED NOT NULL
) ENGINE=InnoDB;
INSERT INTO journal_mark (one, applied_up_to) VALUES (1, 0);

-- Requests that added nothing to the journal: repeats and refusals, for the inspector. The newest are
-- kept, the rest is in the log.
CREATE TABLE turned_away (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  tenant_id INT UNSIGNED NULL,             -- NULL: no such tenant
  event VARCHAR(64) NOT NULL,
  verdict ENUM('duplicate','refused') NOT NULL,
  why VARCHAR(200) NOT NULL,
  identity BINARY(20) NULL,                -- of the event it repeats
  received_at DATETIME(6) NOT NULL,
  request_id VARBINARY(64) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Held by whoever changes a tenant's calls and deals; hands out their ids.
CREATE TABLE appliers (
  tenant_id INT UNSIGNED NOT NULL PRIMARY KEY,
  next_id BIGINT UNSIGNED NOT NULL DEFAULT 1
) ENGINE=InnoDB;

CREATE TABLE own_numbers (
  tenant_id INT UNSIGNED NOT NULL,
  phone VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,  -- E.164; a DID or a CallerID
  PRIMARY KEY (tenant_id, phone)
) ENGINE=InnoDB;

CREATE TABLE board_columns (
  tenant_id INT UNSIGNED NOT NULL,
  id BIGINT UNSIGNED NOT NULL,
  name VARCHAR(100) NOT NULL,
  kind ENUM('open','won','lost') NOT NULL,
  position INT NOT NULL,
  PRIMARY KEY (tenant_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE calls (
  tenant_id INT UNSIGNED NOT NULL,
  id BIGINT UNSIGNED NOT NULL,
  call_key VARBINARY(128) NOT NULL,        -- pbx_call_id, or what stands in for it
  started_incoming BOOLEAN NOT NULL,       -- START, INTERNAL or END was seen
  started_outgoing BOOLEAN NOT NULL,       -- OUT_START or OUT_END was seen
  answered_seen BOOLEAN NOT NULL,          -- NOTIFY_ANSWER was seen
  ended BOOLEAN NOT NULL,                  -- END or OUT_END was seen
  direction ENUM('unknown','incoming','outgoing') NOT NULL,
  outcome ENUM('ringing','talking','answered','missed','not_reached','ended') NOT NULL,
  call_start VARCHAR(32) NOT NULL,         -- as received, in the cabinet's zone; '' unknown
  started_at DATETIME(6) NOT NULL,         -- from call_start; without it first_seen_at
  first_seen_at DATETIME(6) NOT NULL,
  caller VARCHAR(64) NOT NULL,             -- of an incoming call, as received
  destination VARCHAR(64) NOT NULL,        -- of an outgoing call, as received
  own_number VARCHAR(64) NOT NULL,         -- our side, as received
  phone VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NULL,  -- the client's, E.164
  extension VARCHAR(32) NOT NULL,          -- who spoke with the client, else whom it rang
  disposition VARCHAR(64) NOT NULL,        -- as received
  status_code VARCHAR(16) NOT NULL,        -- Q.931
  duration_s INT UNSIGNED NOT NULL,
  is_recorded BOOLEAN NOT NULL,
  legs TEXT NOT NULL,                      -- JSON: extension -> what is known of it (call_rows.cc)
  client_id BIGINT UNSIGNED NULL,
  deal_id BIGINT UNSIGNED NULL,
  PRIMARY KEY (tenant_id, id),
  UNIQUE KEY calls_key (tenant_id, call_key),
  KEY calls_phone (tenant_id, phone, started_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE clients (
  tenant_id INT UNSIGNED NOT NULL,
  id BIGINT UNSIGNED NOT NULL,
  name VARCHAR(200) NOT NULL DEFAULT '',   -- typed by people or found by the model
  created_at DATETIME(6) NOT NULL,         -- when the first call began
  PRIMARY KEY (tenant_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE client_phones (
  tenant_id INT UNSIGNED NOT NULL,
  phone VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  client_id BIGINT UNSIGNED NOT NULL,
  PRIMARY KEY (tenant_id, phone),
  KEY client_phones_client (tenant_id, client_id)
) ENGINE=InnoDB;

CREATE TABLE deals (
  tenant_id INT UNSIGNED NOT NULL,
  id BIGINT UNSIGNED NOT NULL,
  client_id BIGINT UNSIGNED NOT NULL,
  column_id BIGINT UNSIGNED NOT NULL,
  phone VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name VARCHAR(200) NOT NULL DEFAULT '',
  address VARCHAR(500) NOT NULL DEFAULT '',
  scheduled_at DATETIME(6) NULL,
  created_at DATETIME(6) NOT NULL,         -- when its first call began
  origin_call VARBINARY(128) NULL,         -- call_key of the call that opened it; NULL: a person did
  owner_call VARBINARY(128) NULL,          -- the first answered call
  owner_since DATETIME(6) NULL,
  owner_extension VARCHAR(32) NOT NULL DEFAULT '',
  PRIMARY KEY (tenant_id, id),
  KEY deals_client (tenant_id, client_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE notes (
  tenant_id INT UNSIGNED NOT NULL,
  deal_id BIGINT UNSIGNED NOT NULL,
  call_id BIGINT UNSIGNED NOT NULL,        -- one note per call; it moves when the call's deal does
  at DATETIME(6) NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (tenant_id, call_id),
  KEY notes_deal (tenant_id, deal_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE callbacks (
  tenant_id INT UNSIGNED NOT NULL,
  call_id BIGINT UNSIGNED NOT NULL,        -- the missed call
  client_id BIGINT UNSIGNED NOT NULL,
  phone VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  missed_at DATETIME(6) NOT NULL,
  closed_at DATETIME(6) NULL,
  closed_by BIGINT UNSIGNED NULL,          -- the call that reached the client; NULL with closed_at: a person
  PRIMARY KEY (tenant_id, call_id),
  KEY callbacks_client (tenant_id, client_id, closed_at)
) ENGINE=InnoDB;

CREATE TABLE recordings (
  tenant_id INT UNSIGNED NOT NULL,
  id BIGINT UNSIGNED NOT NULL,
  recording_key VARBINARY(128) NOT NULL,   -- call_id_with_rec
  call_key VARBINARY(128) NOT NULL,
  due_at DATETIME(6) NOT NULL,             -- not to be fetched before
  PRIMARY KEY (tenant_id, id),
  UNIQUE KEY recordings_key (tenant_id, recording_key)
) ENGINE=InnoDB;

CREATE TABLE schema_version (
  one TINYINT UNSIGNED NOT NULL PRIMARY KEY,
  version INT UNSIGNED NOT NULL
) ENGINE=InnoDB;
INSERT INTO schema_version (one, version) VALUES (1, 1);
