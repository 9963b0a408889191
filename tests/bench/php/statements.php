<?php
declare(strict_types=1);

// The database as one request sees it. The connection is the FPM child's own and stays open.
final class Statements
{
    private PDO $pdo;
    private array $prepared = [];

    public function __construct(array $config)
    {
        $this->pdo = new PDO($config['dsn'], $config['user'], $config['password'], [
            PDO::ATTR_PERSISTENT => true,
            PDO::ATTR_EMULATE_PREPARES => false,
            PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION,
            PDO::ATTR_DEFAULT_FETCH_MODE => PDO::FETCH_ASSOC,
            // Said once per connection, not per request.
            PDO::MYSQL_ATTR_INIT_COMMAND => 'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED',
        ]);
    }

    public function row(string $sql, array $values): ?array
    {
        $statement = $this->run($sql, $values);
        $row = $statement->fetch();
        $statement->closeCursor();
        return $row === false ? null : $row;
    }

    public function change(string $sql, array $values): int
    {
        return $this->run($sql, $values)->rowCount();
    }

    // All of $work again after a deadlock, a lock wait or a row that another request was quicker to
    // insert.
    public function in_transaction(callable $work): mixed
    {
        for ($tries_left = 5;; --$tries_left) {
            $this->pdo->beginTransaction();
            try {
                $result = $work();
                $this->pdo->commit();
                return $result;
            } catch (PDOException $error) {
                $this->pdo->rollBack();
                $again = in_array($error->errorInfo[1] ?? 0, [1062, 1205, 1213], true);
                if (!$again || $tries_left === 0) {
                    throw $error;
                }
            }
        }
    }

    private function run(string $sql, array $values): PDOStatement
    {
        $statement = $this->prepared[$sql] ??= $this->pdo->prepare($sql);
        $statement->execute($values);
        return $statement;
    }
}
