"""The rules of the series: pure functions, called by the MkDocs events, by the tests and by the command line."""
