"""Fetching a table of CBS over the network: only when asked, never as a part of a build.

`web` asks one address safely, `odata` knows the two versions of CBS's service, `cache` keeps pages,
`fetch` is the whole of it. The only home of the network; no other layer may use it.
"""
