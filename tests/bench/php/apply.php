<?php
declare(strict_types=1);

// E.164 of a Russian number in the spellings that the provider uses; null for extensions and hidden
// numbers. (The C++ side asks libphonenumber, whose PHP port would cost this side far more.)
function normalize_phone(string $text): ?string
{
    $digits = preg_replace('/\D/', '', $text);
    if (strlen($digits) === 11 && $digits[0] === '8') {
        $digits = '7' . substr($digits, 1);
    }
    return preg_match('/^[1-9]\d{9,14}$/', $digits) ? '+' . $digits : null;
}

function caller_name(Statements $db, array $tenant, array $fields): ?string
{
    $row = $db->row(
        'SELECT c.name, d.id FROM client_phones p
           JOIN clients c ON c.tenant_id = p.tenant_id AND c.id = p.client_id
           LEFT JOIN deals d ON d.tenant_id = p.tenant_id AND d.client_id = p.client_id
          WHERE p.tenant_id = ? AND p.phone = ? ORDER BY d.created_at DESC LIMIT 1',
        [$tenant['id'], normalize_phone($fields['caller_id'] ?? '') ?? '']
    );
    return $row === null ? null : trim($row['name'] . ' #' . $row['id']);
}

// One event becomes calls, clients, deals and what hangs on them. Runs within a transaction. Ids come
// from a sequence, PHP's stand-in for AUTO_INCREMENT: a counter row would be locked until the commit
// and was a fifth slower.
final class Apply
{
    private int $tenant_id;

    public function __construct(private Statements $db, private array $tenant)
    {
        $this->tenant_id = $tenant['id'];
    }

    public function event(array $fields, string $now): void
    {
        $event = $fields['event'];
        if ($event === 'NOTIFY_RECORD') {
            $this->recording($fields['pbx_call_id'], $fields['call_id_with_rec'], $now);
            return;
        }
        $call = $this->load_call($fields, $now);
        $leg = $fields['internal'] ?? '';
        if ($event === 'NOTIFY_ANSWER') {
            $call['answered_seen'] = 1;
            $call['legs'][$leg] = ($call['legs'][$leg] ?? []) + ['answered' => true];
        } else {
            $call['started_incoming'] = 1;
            $call['direction'] = 'incoming';
            $call['caller'] = $fields['caller_id'] ?? '';
            $call['own_number'] = $fields['called_did'] ?? '';
        }
        $call['phone'] ??= normalize_phone($fields['caller_id'] ?? '');
        if ($event === 'NOTIFY_END') {
            $this->end($call, $fields, $leg);
        }
        $call['outcome'] = $this->outcome($call);
        $call['id'] = $this->save_call($call);
        if ($event === 'NOTIFY_END') {
            $this->after_end($call, $fields, $now);
        }
    }

    private function load_call(array $fields, string $now): array
    {
        $row = $this->db->row(
            'SELECT * FROM calls WHERE tenant_id = ? AND call_key = ? FOR UPDATE',
            [$this->tenant_id, $fields['pbx_call_id']]
        );
        if ($row !== null) {
            $row['legs'] = json_decode($row['legs'], true);
            $row['phone'] = $row['phone'] ?? null;
            return $row + ['stored' => true];
        }
        $zone = new DateTimeZone($this->tenant['zone']);
        $began = (new DateTimeImmutable($fields['call_start'], $zone))->setTimezone(new DateTimeZone('UTC'));
        return ['id' => null, 'call_key' => $fields['pbx_call_id'], 'started_incoming' => 0,
                'answered_seen' => 0, 'ended' => 0, 'direction' => 'unknown', 'outcome' => 'ringing',
                'call_start' => $fields['call_start'], 'started_at' => $began->format('Y-m-d H:i:s.u'),
                'first_seen_at' => $now, 'caller' => '', 'own_number' => '', 'phone' => null, 'extension' => '',
                'disposition' => '', 'status_code' => '', 'duration_s' => 0, 'is_recorded' => 0, 'legs' => [],
                'client_id' => null, 'deal_id' => null, 'stored' => false];
    }

    private function end(array &$call, array $fields, string $leg): void
    {
        $call['ended'] = 1;
        if ($call['disposition'] !== 'answered') {
            $call['disposition'] = $fields['disposition'];
        }
        $call['status_code'] = $fields['status_code'] ?? '';
        $call['duration_s'] = max((int) $call['duration_s'], (int) $fields['duration']);
        $call['is_recorded'] = max((int) $call['is_recorded'], (int) ($fields['is_recorded'] ?? 0));
        if ($leg !== '') {
            $call['legs'][$leg] = ($call['legs'][$leg] ?? []) + ['ended' => true];
            $call['extension'] = $leg;
        }
        if ($call['phone'] !== null) {
            $this->find_or_make_deal($call);
        }
    }

    private function find_or_make_deal(array &$call): void
    {
        // Locks the client's line: two first calls of one client can't make two deals.
        $phone = $this->db->row(
            'SELECT client_id FROM client_phones WHERE tenant_id = ? AND phone = ? FOR UPDATE',
            [$this->tenant_id, $call['phone']]
        );
        if ($phone !== null) {
            $call['client_id'] = $phone['client_id'];
            $deal = $this->db->row(
                "SELECT d.id FROM deals d JOIN board_columns c ON c.tenant_id = d.tenant_id AND c.id = d.column_id
                  WHERE d.tenant_id = ? AND d.client_id = ? AND c.kind = 'open' ORDER BY d.created_at DESC LIMIT 1",
                [$this->tenant_id, $call['client_id']]
            );
            $call['deal_id'] = $deal['id'] ?? null;
        } else {
            $call['client_id'] = $this->db->row(
                'INSERT INTO clients (tenant_id, id, created_at)
                 VALUES (?, NEXT VALUE FOR bench_ids, ?) RETURNING id',
                [$this->tenant_id, $call['started_at']]
            )['id'];
            $this->db->change('INSERT INTO client_phones (tenant_id, phone, client_id) VALUES (?, ?, ?)',
                [$this->tenant_id, $call['phone'], $call['client_id']]);
        }
        $call['repeats'] = $call['deal_id'] !== null;
        $call['deal_id'] ??= $this->make_deal($call);
    }

    private function make_deal(array $call): int
    {
        $answered = $call['disposition'] === 'answered';
        return $this->db->row(
            "INSERT INTO deals (tenant_id, id, client_id, column_id, phone, created_at, origin_call, owner_call,
               owner_since, owner_extension)
             VALUES (?, NEXT VALUE FOR bench_ids, ?,
               (SELECT id FROM board_columns WHERE tenant_id = ? AND name = 'Новые'), ?, ?, ?, ?, ?, ?)
             RETURNING id",
            [$this->tenant_id, $call['client_id'], $this->tenant_id, $call['phone'], $call['started_at'],
             $call['call_key'], $answered ? $call['call_key'] : null, $answered ? $call['started_at'] : null,
             $answered ? $call['extension'] : '']
        )['id'];
    }

    private function outcome(array $call): string
    {
        return match (true) {
            $call['disposition'] === 'answered' => 'answered',
            in_array($call['disposition'], ['no answer', 'cancel', 'busy', 'failed'], true) => 'missed',
            (bool) $call['ended'] => 'ended',
            (bool) $call['answered_seen'] => 'talking',
            default => 'ringing',
        };
    }

    private function save_call(array $call): int
    {
        $facts = [$call['started_incoming'], $call['answered_seen'], $call['ended'], $call['direction'],
                  $call['outcome'], $call['caller'], $call['own_number'], $call['phone'], $call['extension'],
                  $call['disposition'], $call['status_code'], $call['duration_s'], $call['is_recorded'],
                  json_encode($call['legs'], JSON_FORCE_OBJECT), $call['client_id'], $call['deal_id']];
        if ($call['stored']) {
            $this->db->change(
                'UPDATE calls SET started_incoming = ?, answered_seen = ?, ended = ?, direction = ?, outcome = ?,
                   caller = ?, own_number = ?, phone = ?, extension = ?, disposition = ?, status_code = ?,
                   duration_s = ?, is_recorded = ?, legs = ?, client_id = ?, deal_id = ?
                 WHERE tenant_id = ? AND id = ?',
                [...$facts, $this->tenant_id, $call['id']]
            );
            return $call['id'];
        }
        return $this->db->row(
            "INSERT INTO calls (started_incoming, answered_seen, ended, direction, outcome, caller, own_number, phone,
               extension, disposition, status_code, duration_s, is_recorded, legs, client_id, deal_id,
               tenant_id, id, call_key, call_start, started_at, first_seen_at, started_outgoing, destination)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NEXT VALUE FOR bench_ids, ?, ?, ?, ?, 0, '')
             RETURNING id",
            [...$facts, $this->tenant_id, $call['call_key'], $call['call_start'], $call['started_at'],
             $call['first_seen_at']]
        )['id'];
    }

    private function after_end(array $call, array $fields, string $now): void
    {
        if ($call['deal_id'] !== null) {
            $this->db->change(
                'INSERT INTO notes (tenant_id, deal_id, call_id, at, text) VALUES (?, ?, ?, ?, ?)
                 ON DUPLICATE KEY UPDATE deal_id = VALUES(deal_id), text = VALUES(text)',
                [$this->tenant_id, $call['deal_id'], $call['id'], $call['started_at'], $this->note($call)]
            );
            $this->callbacks($call);
        }
        if (($fields['call_id_with_rec'] ?? '') !== '' && ($fields['is_recorded'] ?? '') === '1') {
            $this->recording($call['call_key'], $fields['call_id_with_rec'], $now);
        }
    }

    private function note(array $call): string
    {
        $words = ['answered' => 'Звонок отвечен', 'no answer' => 'Пропущенный звонок (не ответили)',
                  'cancel' => 'Отменён звонящим', 'busy' => 'Занято', 'failed' => 'Не удался'];
        $head = $call['repeats'] ? '📞 ПОВТОРНЫЙ ЗВОНОК'
            : ($call['outcome'] === 'missed' ? '🔴 ПРОПУЩЕННЫЙ ЗВОНОК' : '📞 Входящий звонок');
        $at = (new DateTimeImmutable($call['call_start']))->format('d.m.Y H:i');
        return implode("\n", [$head, 'Статус: ' . ($words[$call['disposition']] ?? $call['disposition']),
            'Длительность: ' . $call['duration_s'] . ' сек.',
            'Внутренний номер: ' . ($call['extension'] !== '' ? $call['extension'] : 'не указан'), 'Время: ' . $at]);
    }

    private function callbacks(array $call): void
    {
        if ($call['outcome'] === 'missed') {
            $this->db->change(
                'INSERT IGNORE INTO callbacks (tenant_id, call_id, client_id, phone, missed_at)
                 VALUES (?, ?, ?, ?, ?)',
                [$this->tenant_id, $call['id'], $call['client_id'], $call['phone'], $call['started_at']]
            );
        } elseif ($call['outcome'] === 'answered' && $call['repeats']) {
            $this->db->change(
                'UPDATE callbacks SET closed_at = ?, closed_by = ?
                  WHERE tenant_id = ? AND client_id = ? AND closed_at IS NULL AND missed_at <= ?',
                [$call['started_at'], $call['id'], $this->tenant_id, $call['client_id'], $call['started_at']]
            );
        }
    }

    private function recording(string $call_key, string $recording_key, string $now): void
    {
        $due = (new DateTimeImmutable($now))->modify('+40 seconds')->format('Y-m-d H:i:s.u');
        $this->db->change(
            'INSERT IGNORE INTO recordings (tenant_id, id, recording_key, call_key, due_at)
             VALUES (?, NEXT VALUE FOR bench_ids, ?, ?, ?)',
            [$this->tenant_id, $recording_key, $call_key, $due]
        );
    }
}
