//go:build !race

package bot_test

// slowness is 1 without the race detector; see race_test.go.
const slowness = 1
