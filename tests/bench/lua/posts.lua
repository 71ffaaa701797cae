-- Sends each form of a file once, and writes down what was answered.
-- A line of it: the address, the cookie and the body, with tabs between.
dofile("report.lua")

local forms = {}
local sent = 0

function init(arguments)
  for line in io.lines(arguments[1]) do
    table.insert(forms, line)
  end
  answers = io.open(arguments[2], "a")
end

function request()
  sent = sent + 1
  if sent > #forms then
    wrk.thread:stop()
    sent = #forms
  end
  local address, cookie, body = forms[sent]:match("(.-)\t(.-)\t(.*)")
  return wrk.format("POST", nil, {
    ["Content-Type"] = "application/x-www-form-urlencoded",
    ["X-Forwarded-For"] = address,
    ["Cookie"] = cookie,
  }, body)
end

function response(status, headers)
  answers:write(status, "\t", headers["Location"] or "", "\n")
  answers:flush()
end
