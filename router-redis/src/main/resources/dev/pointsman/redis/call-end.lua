-- Ends a run and books its charges, once.
-- KEYS: stream, waiting calls by the time of their next run, calls without a result, all calls by their expiry, hash of the
-- call. ARGV: name, number of the run, 1 if there is a result, the result, time in ms, number of batches; of each the key,
-- life in ms, number of amounts, then fields and amounts; then key, period in ms and usage of each limit.
local call = redis.call('HMGET', KEYS[5], 'runs', 'entry', 'removed', 'ended', 'worker')
if call[1] ~= ARGV[2] then
  return { 0 }
end
if call[4] == ARGV[2] or not call[2] or not call[5] then
  return { 1 } -- sent again
end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local after = string.format('%.0f', now + tonumber(ARGV[5]))

redis.call('XACK', KEYS[1], 'workers', call[2])
redis.call('XDEL', KEYS[1], call[2])
if call[3] then
  redis.call('DEL', KEYS[5])
  redis.call('ZREM', KEYS[3], ARGV[1])
  redis.call('ZREM', KEYS[4], ARGV[1])
else
  redis.call('HSET', KEYS[5], 'ended', ARGV[2])
  redis.call('HDEL', KEYS[5], 'entry', 'worker')
  if ARGV[3] == '1' then
    redis.call('HSET', KEYS[5], 'result', ARGV[4])
    redis.call('HDEL', KEYS[5], 'call')
    redis.call('PEXPIRE', KEYS[5], ARGV[5])
    redis.call('ZADD', KEYS[4], after, ARGV[1])
    redis.call('ZREM', KEYS[3], ARGV[1])
  else
    redis.call('ZADD', KEYS[2], after, ARGV[1])
  end
end

local at = 7
for _ = 1, tonumber(ARGV[6]) do
  local key, life, amounts = ARGV[at], ARGV[at + 1], tonumber(ARGV[at + 2])
  at = at + 3
  for _ = 1, amounts do
    redis.call('HINCRBYFLOAT', key, ARGV[at], ARGV[at + 1])
    at = at + 2
  end
  redis.call('PEXPIRE', key, life)
end
while at <= #ARGV do
  local key, length, used = ARGV[at], tonumber(ARGV[at + 1]), ARGV[at + 2]
  at = at + 3
  local began = tonumber(redis.call('HGET', key, 'began'))
  if began and now - began < length then
    redis.call('HINCRBY', key, 'spent', used)
  else -- the next period begins
    if began then
      redis.call('HINCRBY', key, 'period', math.floor((now - began) / length))
    end
    began = began and now - (now - began) % length or now
    redis.call('HSET', key, 'began', string.format('%.0f', began), 'spent', used)
  end
  redis.call('PEXPIRE', key, string.format('%.0f', began + length - now + 3630000))
end
return { 1 }
