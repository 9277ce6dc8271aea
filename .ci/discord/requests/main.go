// Command requests holds what the bot asked of Discord in its tests against Discord's own description of its API, and against
// what that does not tell. Usage: requests DESCRIPTION RECORD
package main

import (
	"fmt"
	"os"
	"strings"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Println("usage: requests DESCRIPTION RECORD")
		os.Exit(2)
	}
	faults, err := check(os.Args[1], os.Args[2])
	if err != nil {
		fmt.Println(err)
	}
	if err != nil || faults > 0 {
		os.Exit(1)
	}
}

// check says what is wrong with the requests in the folder record, once for each shape of request, and counts these.
func check(file, record string) (int, error) {
	j, err := readJudge(file)
	if err != nil {
		return 0, err
	}
	all, err := recorded(record)
	if err != nil {
		return 0, err
	}
	if len(all) == 0 {
		return 0, fmt.Errorf("%s: no request is recorded there", record)
	}
	shapes, faults := map[string]bool{}, 0
	for _, r := range all {
		shape := j.shape(r)
		said := j.wrong(r)
		if len(said) > 0 && !shapes[shape] {
			fmt.Printf("%s %s?%s\n  %s\n  %s\n", r.Method, r.Path, r.Query, strings.Join(said, "\n  "), clipped(string(r.Body)))
			faults++
		}
		shapes[shape] = shapes[shape] || len(said) > 0
	}
	fmt.Printf("%d requests of %d shapes held against Discord's description, %d faults\n", len(all), len(shapes), faults)
	return faults, nil
}

// clipped is a body as far as it helps to find it.
func clipped(body string) string {
	const enough = 1500
	if len(body) > enough {
		return body[:enough] + "…"
	}
	return body
}
