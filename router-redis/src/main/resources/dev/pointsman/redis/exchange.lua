-- Reports usage and changes a lease, by the server's clock. A request that is sent again changes nothing.
-- A holder sends the sum of all its usage as well: so usage that the server has forgotten, as after a failover, is counted
-- with the next request, and none twice.
-- KEYS: hash of the limit. ARGV: amount, period in ms, holder, number, spent, wanted, lease in ms, sum of all usage,
-- usage in this period.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local amount, period = tonumber(ARGV[1]), tonumber(ARGV[2])
local own, number = 'h:' .. ARGV[3], tonumber(ARGV[4])
local reported, wanted, lease = tonumber(ARGV[5]), tonumber(ARGV[6]), tonumber(ARGV[7])
local total, inPeriod = tonumber(ARGV[8]), tonumber(ARGV[9])
local forgotten = 3600000 -- ms after its lease; a holder that was away for so long sends no earlier usage

local began, spent, held, last, others, counted = now, 0, 0, nil, 0, nil
local all = redis.call('HGETALL', KEYS[1])
for i = 1, #all, 2 do
  local field, value = all[i], all[i + 1]
  if field == 'began' then
    began = tonumber(value)
  elseif field == 'spent' then
    spent = tonumber(value)
  else
    local amountHeld, lastNumber, sum, ends = string.match(value, '(%d+) (%-?%d+) (%d+) (%d+)')
    local valid = tonumber(ends) > now
    if field == own then
      last = tonumber(lastNumber)
      counted = tonumber(sum)
      held = valid and tonumber(amountHeld) or 0
    elseif valid then
      others = others + tonumber(amountHeld)
    elseif tonumber(ends) + forgotten < now then
      redis.call('HDEL', KEYS[1], field)
    end
  end
end
if now - began >= period then
  began = now - (now - began) % period
  spent = 0
end
if last == nil or number > last then
  if counted == nil then
    reported = inPeriod
  elseif total > counted then
    reported = total - counted
  end
  spent = spent + reported
  local kept = math.max(0, held - reported)
  if wanted <= 0 then
    held = math.max(0, kept + wanted)
  else
    held = kept + math.min(math.max(0, amount - spent - others - kept), wanted)
  end
  redis.call('HSET', KEYS[1], 'began', string.format('%.0f', began), 'spent', string.format('%.0f', spent),
    own, string.format('%.0f %s %s %.0f', held, ARGV[4], ARGV[8], now + lease))
  redis.call('PEXPIRE', KEYS[1], string.format('%.0f', math.max(began + period - now, 0) + lease + forgotten))
end
return { held, math.max(0, amount - spent - others - held), lease, math.max(0, began + period - now) }
