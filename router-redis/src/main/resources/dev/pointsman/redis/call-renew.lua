-- Renews the claim of a call. KEYS: stream, hash of the call. ARGV: worker, number of the run.
local call = redis.call('HMGET', KEYS[2], 'runs', 'entry', 'removed', 'worker')
if call[1] ~= ARGV[2] or not call[2] or call[3] or call[4] ~= ARGV[1] then
  return { 0 }
end
redis.call('XCLAIM', KEYS[1], 'workers', ARGV[1], 0, call[2], 'JUSTID')
return { 1 }
