-- Reports usage and changes a lease, by the server's clock. A request that is sent again changes nothing.
-- A holder sends the sum of all its usage as well: so usage that the server has forgotten, as after a failover, is counted
-- with the next request, and none twice. Usage of a period that has ended is taken from the lease, and not counted.
-- KEYS: hash of the limit. ARGV: amount, period in ms, holder, number, spent, wanted, lease in ms, sum of all usage,
-- usage in the holder's period, wanted of the next period, number of the holder's period.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local amount, length = tonumber(ARGV[1]), tonumber(ARGV[2])
local own, number = 'h:' .. ARGV[3], tonumber(ARGV[4])
local reported, wanted, lease = tonumber(ARGV[5]), tonumber(ARGV[6]), tonumber(ARGV[7])
local total, inPeriod = tonumber(ARGV[8]), tonumber(ARGV[9])
local wantedAhead, known = tonumber(ARGV[10]), tonumber(ARGV[11])
local forgotten = 3600000 -- ms after its lease; a holder that was away for so long sends no earlier usage

local began, period, spent, holders = now, 0, 0, {}
local all = redis.call('HGETALL', KEYS[1])
for i = 1, #all, 2 do
  local field, value = all[i], all[i + 1]
  if field == 'began' then
    began = tonumber(value)
  elseif field == 'period' then
    period = tonumber(value)
  elseif field == 'spent' then
    spent = tonumber(value)
  else
    holders[field] = value
  end
end
if now - began >= length then
  period = period + math.floor((now - began) / length)
  began = now - (now - began) % length
  spent = 0
end

local held, ahead, last, counted, others, othersAhead = 0, 0, nil, nil, 0, 0
for field, value in pairs(holders) do
  local amountHeld, lastNumber, sum, ends, next, of = string.match(value, '(%d+) (%-?%d+) (%d+) (%d+) (%d+) (%d+)')
  local valid = tonumber(ends) > now
  amountHeld, next = valid and tonumber(amountHeld) or 0, valid and tonumber(next) or 0
  if tonumber(of) < period then
    amountHeld, next = amountHeld + next, 0
  end
  if field == own then
    last, counted, held, ahead = tonumber(lastNumber), tonumber(sum), amountHeld, next
  else
    others, othersAhead = others + amountHeld, othersAhead + next
    if tonumber(ends) + forgotten < now then
      redis.call('HDEL', KEYS[1], field)
    end
  end
end

if last == nil or number > last then
  local counts
  if counted == nil then
    reported, counts = inPeriod, inPeriod
  else
    reported = total > counted and total - counted or reported
    counts = known > period and reported or known == period and math.min(reported, inPeriod) or 0
  end
  spent = spent + counts
  local kept = math.max(0, held - reported)
  if wanted <= 0 then
    held = math.max(0, kept + wanted)
  else
    held = kept + math.min(math.max(0, amount - math.max(spent, othersAhead + ahead) - others - kept), wanted)
  end
  if known <= period then -- otherwise the holder has begun to spend it
    ahead = math.min(math.max(0, amount - others - held - othersAhead), wantedAhead)
  end
  redis.call('HSET', KEYS[1], 'began', string.format('%.0f', began), 'spent', string.format('%.0f', spent),
    'period', string.format('%.0f', period),
    own, string.format('%.0f %s %s %.0f %.0f %.0f', held, ARGV[4], ARGV[8], now + lease, ahead, period))
  redis.call('PEXPIRE', KEYS[1], string.format('%.0f', math.max(began + length - now, 0) + lease + forgotten))
end
return { held, math.max(0, amount - spent - others - held), lease, math.max(0, began + length - now), ahead, period }
