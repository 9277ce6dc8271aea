//go:build race

package bot_test

// slowness is how many times fewer boundaries and lives are tried under the race detector, which makes each take that much longer.
// Races show in any of them; that none is lost or doubled is tried without it.
const slowness = 6
