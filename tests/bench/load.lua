-- For wrk: asks for one of the lines of a file at a time, drawn at random. A line is an address; with a second
-- argument it is the body of a POST to that address. `done` prints what came of it as one line of JSON.
local asked = {}

function init(args)
  math.randomseed(3)
  wrk.headers["Accept-Encoding"] = "gzip, deflate, br, zstd"
  if args[2] then wrk.headers["Content-Type"] = "application/json" end
  for line in io.lines(args[1]) do
    asked[#asked + 1] = args[2] and wrk.format("POST", args[2], nil, line) or wrk.format("GET", line)
  end
end

function request()
  return asked[math.random(#asked)]
end

function done(summary, latency)
  local e = summary.errors
  io.write(string.format('{"answers": %d, "seconds": %.6f, "bytes": %d, "refused": %d, "failed": %d, "p99": %.3f}\n',
    summary.requests, summary.duration / 1e6, summary.bytes, e.status, e.connect + e.read + e.write + e.timeout,
    latency:percentile(99) / 1000))
end
