-- What a bot of the first schema had stored: Ann has done two sets, amended the first, and rests.
INSERT INTO lifters (id, unit, zone, reachable) VALUES (7, 'kg', 'Europe/Vienna', TRUE);
INSERT INTO plans (digest, workout) VALUES ('b8fcd3e6556f0d4ac7d6f8f56f8505ae', '{"id":"day","name":"Day","blocks":[{"prescriptions":[{"exercise":{"id":"seated-row","name":"Seated row","counting":"weight x reps","equipment":["machine"],"primary":["lats"],"secondary":["biceps"],"lumbar":"low","rest":90000000,"step":{"kg":"2.5","lb":"5"},"aliases":[],"avoid_if":[],"swaps":[]},"sets":[{"reps":{"low":10,"high":10},"kind":"working","share":"1"},{"reps":{"low":10,"high":10},"kind":"working","share":"1"},{"reps":{"low":10,"high":10},"kind":"working","share":"1"},{"reps":{"low":10,"high":10},"kind":"working","share":"1"}],"rest":90000000}],"title":"","optional":false}],"rest_days":[1,2],"sessions_a_week":[1,3],"follow_ups":[],"about":""}');
INSERT INTO sessions (id, lifter, workout, plan, unit, phase, revision, started, touched, finished, chat, message, state, trail) VALUES ('s1', 7, 'day', 'b8fcd3e6556f0d4ac7d6f8f56f8505ae', 'kg', 'resting', 4, 1772452800000000, 1772453040000000, NULL, 70, 11, '{"rest":{"started":"2026-03-02T12:03:00Z","due":"2026-03-02T12:04:30Z"}}', '{"what":{"SetAdded":{"slot":[0,0]}},"before":{"phase":"lifting"}}
{"what":{"RestEnded":{}},"before":{"phase":"resting","rest":{"started":"2026-03-02T12:01:00Z","due":"2026-03-02T12:02:30Z"}}}
{"what":{"SetAdded":{"slot":[0,1]}},"before":{"phase":"lifting"}}
{"what":{"SetReplaced":{"old":{"slot":[0,0],"exercise":"seated-row","reps":10,"load":{"weight":{"amount":"45","unit":"kg"},"on_body":false},"at":"2026-03-02T12:01:00Z","kind":"working","rir":"2"}}},"before":{"phase":"resting","rest":{"started":"2026-03-02T12:03:00Z","due":"2026-03-02T12:04:30Z"}}}');
INSERT INTO last_times (session, sets) VALUES ('s1', '{"seated-row":[{"slot":[0,0],"exercise":"seated-row","reps":9,"load":{"weight":{"amount":"42.5","unit":"kg"},"on_body":false},"at":"2026-02-23T12:00:00Z","kind":"working","rir":null}]}');
INSERT INTO sets (session, position, number, place, lifter, exercise, reps, weight, unit, on_body, kind, rir, at) VALUES ('s1', 0, 0, 0, 7, 'seated-row', 11, 45000, 'kg', FALSE, 'working', 2000, 1772452860000000);
INSERT INTO sets (session, position, number, place, lifter, exercise, reps, weight, unit, on_body, kind, rir, at) VALUES ('s1', 0, 1, 1, 7, 'seated-row', 9, 47500, 'kg', FALSE, 'working', NULL, 1772452980000000);
INSERT INTO alarms (session, kind, lifter, due) VALUES ('s1', 'rest', 7, 1772453070000000);
INSERT INTO letters (lifter, chat, session, kind, due, sent_chat, sent_message) VALUES (7, 70, 's1', 'summary', 1772452800000000, 70, 12);
INSERT INTO letters (lifter, chat, session, kind, due, sent_chat, sent_message) VALUES (7, 70, 's1', 'rest over', 1772452800000000, NULL, NULL);
INSERT INTO letters (lifter, chat, session, kind, due, sent_chat, sent_message) VALUES (7, 70, 's1', 'still training', 1772452800000000, NULL, NULL);
DELETE FROM letters WHERE kind = 'still training';
INSERT INTO inbox (number, inbound, arrived) VALUES (1, NULL, 1772452800000000);
INSERT INTO inbox (number, inbound, arrived) VALUES (2, '{"Said":{"lifter":7,"chat":70,"message":6,"text":"9"}}', 1772452800000000);
