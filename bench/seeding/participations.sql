-- Sign-ups by the numbers 1 to size: five to a person, forty to a meetup.
CREATE TEMP TABLE amount ON COMMIT DROP AS
SELECT size, greatest(size / 5, 40) AS people, (size + 39) / 40 AS meetups,
       current_setting('bench.now')::timestamptz AS now
FROM (SELECT current_setting('bench.size')::bigint AS size);

INSERT INTO accounts_user (id, password, email, name, function, role, is_guest, is_active,
                           joined_at, organisation_id)
SELECT id, '!', 'persoon' || id || '@gemeente.example', 'Persoon ' || id, '', 'member', false, true,
       now - interval '1 year',
       (SELECT organisation.id FROM organisations_organisation organisation
        WHERE organisation.id = person.id % 300 + 1)
FROM amount, generate_series(1, people) AS person (id);

INSERT INTO account_emailaddress (user_id, email, verified, "primary")
SELECT id, email, true, true FROM accounts_user;

INSERT INTO communities_community (id, name, slug, purpose, kind, professional_group, reminder_days)
VALUES (1000000, 'Meten is weten', 'meten-is-weten', 'Samen leren.', 'open', '', '{7,1}');

INSERT INTO communities_meetup (id, title, slug, summary, description, place, venue, address,
                                video_link, starts_at, ends_at, seats, taken, reminder_days,
                                published_at, cancel_reason, sequence, agenda, community_id)
SELECT meetup.id, text, 'bijeenkomst-' || meetup.id, text, '', 'on_site', 'Raadhuis',
       'Raadhuisplein 1', '', starts_at, starts_at + interval '3 hours', 50, 0, '{7,1}',
       now - interval '4 years', '', 0, '', 1000000
FROM amount, generate_series(1, meetups) AS meetup (id)
JOIN phrase ON phrase.id = pg_temp.pick(meetup.id, 40, (SELECT count(*) FROM phrase))
CROSS JOIN LATERAL (SELECT current_setting('bench.now')::timestamptz + interval '60 days'
                           - pg_temp.pick(meetup.id, 41, 1200) * interval '1 day') AS at (starts_at);

INSERT INTO communities_meetupmoment (id, gathering_id, uid, starts_at, ends_at, schedule_version)
SELECT id, id, md5('moment' || id)::uuid, starts_at, ends_at, 1 FROM communities_meetup;

INSERT INTO communities_registration (id, gathering_id, user_id, state, joined_at, turn, shows_name)
SELECT id, (id - 1) / 40 + 1, (id - 1) % people + 1, 'seated', now - interval '3 years',
       1, false
FROM amount, generate_series(1, size) AS one (id);

UPDATE communities_meetup SET taken = seated.n
FROM (SELECT gathering_id, count(*) AS n FROM communities_registration GROUP BY gathering_id) seated
WHERE seated.gathering_id = communities_meetup.id;

SELECT setval(pg_get_serial_sequence('accounts_user', 'id'), people),
       setval(pg_get_serial_sequence('communities_community', 'id'), 1000000),
       setval(pg_get_serial_sequence('communities_meetup', 'id'), meetups),
       setval(pg_get_serial_sequence('communities_meetupmoment', 'id'), meetups),
       setval(pg_get_serial_sequence('communities_registration', 'id'), size)
FROM amount;
