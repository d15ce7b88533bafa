-- Rows of mail by the numbers 1 to size: nine in ten were sent, two hundred at most are due.
INSERT INTO mail_mail (id, kind, subject, recipient, occasion, message_id, urgent, due_at, not_after,
                       try_at, state, attempts, possible_copies, answer, created_at, settled_at)
SELECT id, 'gatherings.reminder', 'communities.registration:' || id, 'accounts.user:' || person,
       'moment ' || moment || ' version 1 days 7', '<' || md5(id::text) || left(md5(-id || ''), 8)
       || '@localhost>', false, due_at, due_at + interval '1 day', due_at,
       CASE WHEN is_open THEN 'planned' ELSE 'accepted' END, CASE WHEN is_open THEN 0 ELSE 1 END, 0,
       CASE WHEN is_open THEN '' ELSE '250 2.0.0 queued' END, due_at - interval '30 days',
       CASE WHEN is_open THEN NULL ELSE due_at + interval '1 second' END
FROM (SELECT current_setting('bench.size')::bigint AS size,
             current_setting('bench.now')::timestamptz AS now) AS asked,
     generate_series(1, size) AS one (id),
     LATERAL (SELECT id <= least(200, size / 10) AS is_due, id % 10 = 0 AS is_later,
                     (id - 1) % greatest(size / 5, 40) + 1 AS person,
                     (id - 1) / 40 + 1 AS moment),
     LATERAL (SELECT is_due OR is_later AS is_open,
                     CASE WHEN is_due THEN now - id * interval '1 second'
                          WHEN is_later THEN now + (1 + pg_temp.pick(id, 50, 15552000)) * interval '1 second'
                          ELSE now - (86400 + pg_temp.pick(id, 51, 94608000)) * interval '1 second'
                     END AS due_at);

SELECT setval(pg_get_serial_sequence('mail_mail', 'id'), current_setting('bench.size')::bigint);
