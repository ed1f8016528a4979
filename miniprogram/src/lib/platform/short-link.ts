// Printed links open the mini program with their address in the query: see lib/entry.ts.
export {}
