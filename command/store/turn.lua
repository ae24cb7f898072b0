-- Take the turn to append to an event's log, or give it back. One write or none, as ever.
--
-- The key has no expiry: looking at one that ran out would delete it, and inside `append.lua` that
-- would be a second write.
--
-- KEYS[1]  dg:{EVENT}:turn  "<end in ms> <whose>"
--
-- ARGV[1]  who the caller is
-- ARGV[2]  for how many ms it's taken; 0 gives it back
--
-- Answers 1 where the turn is the caller's now, else 0

local turn = redis.call('GET', KEYS[1])
local now = redis.call('TIME')
local now_ms = now[1] * 1000 + math.floor(now[2] / 1000)
local end_ms, whose = string.match(turn or '', '^(%d+) (.*)$')
if ARGV[2] == '0' then
  if whose == ARGV[1] then
    redis.call('DEL', KEYS[1])
  end
  return 0
end
local left_ms = (tonumber(end_ms) or 0) - now_ms
if whose ~= ARGV[1] and left_ms > 0 and left_ms <= tonumber(ARGV[2]) then
  return 0
end
redis.call('SET', KEYS[1], string.format('%.0f', now_ms + ARGV[2]) .. ' ' .. ARGV[1])
return 1
