<?php
// The rival in `dev bench`: the same webhook, the same tables, the same promises, as a good PHP
// developer would write it: one durable transaction per event, everything done before the answer.
// Persistent connection, native prepared statements, opcache; no framework.
declare(strict_types=1);

require __DIR__ . '/statements.php';
require __DIR__ . '/apply.php';

function answer(int $status, array $body): void
{
    http_response_code($status);
    header('Content-Type: application/json');
    echo json_encode($body, JSON_UNESCAPED_UNICODE | JSON_FORCE_OBJECT);
}

function signed_text(array $fields): ?string
{
    $join = fn (string ...$names) => implode('', array_map(fn ($name) => $fields[$name] ?? '', $names));
    return match ($fields['event']) {
        'NOTIFY_START', 'NOTIFY_INTERNAL', 'NOTIFY_END' => $join('caller_id', 'called_did', 'call_start'),
        'NOTIFY_ANSWER' => $join('caller_id', 'destination', 'call_start'),
        'NOTIFY_OUT_START', 'NOTIFY_OUT_END' => $join('internal', 'destination', 'call_start'),
        'NOTIFY_RECORD' => $join('pbx_call_id', 'call_id_with_rec'),
        default => null,
    };
}

function is_signed(array $fields, string $signature, string $secret): bool
{
    $text = signed_text($fields);
    return $text !== null && hash_equals(base64_encode(hash_hmac('sha1', $text, $secret)), $signature);
}

// The event's own time, then a hash: grows with time, as the C++ side's does.
function identity(int $tenant, array $fields): string
{
    ksort($fields);
    return pack('N', strtotime($fields['call_start'] ?? '') ?: 0)
        . substr(hash('sha256', $tenant . "\0" . serialize($fields), true), 0, 16);
}

// False: we have it already.
function journal(Statements $db, int $tenant, array $fields, string $now): bool
{
    return $db->change(
        'INSERT IGNORE INTO events (identity, tenant_id, event, verdict, fields, received_at, applied_at, request_id)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
        [identity($tenant, $fields), $tenant, $fields['event'], 'accepted',
         json_encode($fields, JSON_UNESCAPED_UNICODE), $now, $now, $_SERVER['REQUEST_ID'] ?? '']
    ) === 1;
}

function receive(array $config): void
{
    if ($_SERVER['REQUEST_METHOD'] !== 'POST') {
        answer(405, ['status' => 'error']);
        return;
    }
    $fields = $_POST;
    $tenant = $config['tenants'][$_GET['user_id'] ?? ''] ?? null;
    if (!isset($fields['event'])) {
        answer(400, ['status' => 'error']);
    } elseif ($tenant === null || !is_signed($fields, $_SERVER['HTTP_SIGNATURE'] ?? '', $tenant['api_secret'])) {
        answer(401, ['status' => 'error']);
    } else {
        $now = (new DateTimeImmutable())->format('Y-m-d H:i:s.u');
        answer(200, keep_and_apply(new Statements($config), $tenant, $fields, $now));
    }
}

function keep_and_apply(Statements $db, array $tenant, array $fields, string $now): array
{
    $is_new = $db->in_transaction(function () use ($db, $tenant, $fields, $now): bool {
        if (!journal($db, $tenant['id'], $fields, $now)) {
            return false;
        }
        (new Apply($db, $tenant))->event($fields, $now);
        return true;
    });
    if (!$is_new) {
        return ['status' => 'ok', 'duplicate' => true];
    }
    $name = $fields['event'] === 'NOTIFY_START' ? caller_name($db, $tenant, $fields) : null;
    return ['status' => 'ok'] + ($name === null ? [] : ['caller_name' => $name]);
}

date_default_timezone_set('UTC');
receive(require $_SERVER['BENCH_CONFIG']);
