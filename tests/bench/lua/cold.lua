-- Asks for an address that was never asked for before, each time: no cache can have it.
dofile("report.lua")

local count = 0

function init(arguments)
  first = arguments[1]
end

function request()
  count = count + 1
  return wrk.format(nil, wrk.path .. "?cold=" .. first .. "-" .. count)
end
