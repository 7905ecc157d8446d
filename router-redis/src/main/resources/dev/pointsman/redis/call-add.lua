-- Adds a call to the queue, once.
-- KEYS: stream, calls without a result by the time of their addition, all calls by the time of their expiry, hash of the
-- call. ARGV: name, call, life in ms, the number of calls that are kept.
if redis.call('EXISTS', KEYS[4]) == 1 then
  return { 1 }
end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
if redis.call('ZCOUNT', KEYS[3], string.format('(%.0f', now), '+inf') >= tonumber(ARGV[4]) then
  return { 0 }
end
local added = string.format('%.0f', now)
local entry = redis.call('XADD', KEYS[1], '*', 'call', ARGV[1])
redis.call('HSET', KEYS[4], 'call', ARGV[2], 'added', added, 'runs', 0, 'lost', 0, 'entry', entry)
redis.call('PEXPIRE', KEYS[4], ARGV[3])
redis.call('ZADD', KEYS[2], added, ARGV[1])
redis.call('ZADD', KEYS[3], string.format('%.0f', now + tonumber(ARGV[3])), ARGV[1])
return { 1 }
