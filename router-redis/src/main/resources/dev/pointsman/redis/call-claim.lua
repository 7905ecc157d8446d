-- Claims calls for a worker: those whose worker has not renewed its claim, then new ones and those whose wait is over.
-- KEYS: stream, waiting calls by the time of their next run, calls without a result, all calls by their expiry. ARGV:
-- beginning of the names of hashes, worker, most, lease in ms. Returns name, call, runs, lost runs and age of each.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local until_now = string.format('%.0f', now)
local most = tonumber(ARGV[3])
local answer, found = {}, 0

local function forget(name)
  redis.call('DEL', ARGV[1] .. name)
  for i = 2, 4 do
    redis.call('ZREM', KEYS[i], name)
  end
end

local function take(entries, is_lost)
  for _, entry in ipairs(entries) do
    if type(entry) == 'table' and type(entry[2]) == 'table' then
      local name = entry[2][2]
      local call = ARGV[1] .. name
      if redis.call('HGET', call, 'entry') ~= entry[1] or redis.call('HEXISTS', call, 'removed') == 1 then
        redis.call('XACK', KEYS[1], 'workers', entry[1])
        redis.call('XDEL', KEYS[1], entry[1])
        if redis.call('HEXISTS', call, 'removed') == 1 then
          forget(name)
        end
      else
        local runs = redis.call('HINCRBY', call, 'runs', 1)
        local lost = redis.call('HINCRBY', call, 'lost', is_lost and 1 or 0)
        redis.call('HSET', call, 'worker', ARGV[2])
        local age = now - tonumber(redis.call('HGET', call, 'added'))
        found = found + 1
        for _, value in ipairs({ name, redis.call('HGET', call, 'call'), runs, lost, age }) do
          answer[#answer + 1] = value
        end
      end
    end
  end
end

for _, name in ipairs(redis.call('ZRANGEBYSCORE', KEYS[4], '-inf', until_now, 'LIMIT', 0, 100)) do
  forget(name)
end
for _, name in ipairs(redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', until_now, 'LIMIT', 0, most)) do
  redis.call('ZREM', KEYS[2], name)
  redis.call('HSET', ARGV[1] .. name, 'entry', redis.call('XADD', KEYS[1], '*', 'call', name))
end
if redis.call('EXISTS', KEYS[1]) == 0 then
  return answer
end
redis.pcall('XGROUP', 'CREATE', KEYS[1], 'workers', '0') -- fails if it exists
take(redis.call('XAUTOCLAIM', KEYS[1], 'workers', ARGV[2], ARGV[4], '0-0', 'COUNT', most)[2], true)
if found < most then
  local new = redis.call('XREADGROUP', 'GROUP', 'workers', ARGV[2], 'COUNT', most - found, 'STREAMS', KEYS[1], '>')
  take(new and new[1] and new[1][2] or {}, false)
end
return answer
