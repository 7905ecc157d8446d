-- Removes a call: a running one only keeps what its end needs.
-- KEYS: stream, waiting calls by the time of their next run, calls without a result, all calls by their expiry, hash of the
-- call. ARGV: name.
local call = redis.call('HMGET', KEYS[5], 'added', 'entry', 'removed', 'worker')
if not call[1] or call[3] then
  return { 0 }
end
redis.call('ZREM', KEYS[3], ARGV[1])
if call[4] then
  redis.call('HSET', KEYS[5], 'removed', 1)
  redis.call('HDEL', KEYS[5], 'call')
  return { 1 }
end
if call[2] then
  redis.pcall('XACK', KEYS[1], 'workers', call[2])
  redis.call('XDEL', KEYS[1], call[2])
end
redis.call('ZREM', KEYS[2], ARGV[1])
redis.call('ZREM', KEYS[4], ARGV[1])
redis.call('DEL', KEYS[5])
return { 1 }
