-- Returns the number of calls without a result, of all calls, and the age of the oldest one without a result in ms.
-- KEYS: calls without a result by the time of their addition, all calls by their expiry.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local oldest = redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')
return { redis.call('ZCARD', KEYS[1]), redis.call('ZCARD', KEYS[2]), oldest[2] and now - tonumber(oldest[2]) or 0 }
