-- Append one entry to an event's log, if the log still ends where the caller decided.
--
-- It writes once or not at all, and must stay so: Redis keeps a script with two writes as
-- MULTI ... EXEC, and a power cut inside that can lose entries that were already acknowledged.
--
-- KEYS[1]  dg:{EVENT}:log  stream, ids <seq>-0 without gaps, fields e (entry) and h (chain hash)
-- KEYS[2]  dg:{EVENT}:turn  whose turn it is, and until when (turn.lua)
--
-- ARGV[1]  id of the last entry the caller knows, "<seq>-0"; "0-0" for an empty log
-- ARGV[2]  its hash; ignored for an empty log
-- ARGV[3]  id of the new entry
-- ARGV[4]  e, the new entry, exact bytes
-- ARGV[5]  h, its hash: SHA-256 over ARGV[2] and ARGV[4], hex
-- ARGV[6]  who the caller is, as a turn would name it
-- ARGV[7]  how long a turn lasts at the most, ms
--
-- Answers 1                        appended
--         {id, hash}               not appended: this is where the log ends
--         {"0-0", ""}              not appended: the log is empty
--         0                        not appended: it's somebody else's turn

local last = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)[1]
if last then
  if last[1] ~= ARGV[1] or last[2][4] ~= ARGV[2] then
    return {last[1], last[2][4]}
  end
elseif ARGV[1] ~= '0-0' then
  return {'0-0', ''}
end
local turn = redis.call('GET', KEYS[2])
if turn then
  local end_ms, whose = string.match(turn, '^(%d+) (.*)$')
  local now = redis.call('TIME')
  local left_ms = end_ms - now[1] * 1000 - math.floor(now[2] / 1000)
  -- One that ends too late was taken before the clock was put back.
  if whose ~= ARGV[6] and left_ms > 0 and left_ms <= tonumber(ARGV[7]) then
    return 0
  end
end
redis.call('XADD', KEYS[1], ARGV[3], 'e', ARGV[4], 'h', ARGV[5])
return 1
