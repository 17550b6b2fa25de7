package store

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"testing"
	"time"
)

// crashFolder tells the test binary that it is the process to be killed.
const crashFolder = "HUIYIN_TEST_CRASH"

func TestMain(m *testing.M) {
	if folder := os.Getenv(crashFolder); folder != "" {
		writeForEver(folder)
	}
	os.Exit(m.Run())
}

func crashOptions(folder string) Options {
	return Options{Path: folder + "/x.db", KeyFile: folder + "/key", Now: time.Now, Migrations: files(firstMigration)}
}

// writeForEver writes with many goroutines and says each word that was
// acknowledged, one a line.
func writeForEver(folder string) {
	db, err := Open(context.Background(), crashOptions(folder))
	if err != nil {
		fmt.Println("error", err)
		os.Exit(1)
	}
	said := make(chan string)
	for i := range 20 {
		go func() {
			for n := 0; ; n++ {
				word := fmt.Sprintf("%d-%d-%d", os.Getpid(), i, n)
				if err := db.Write(context.Background(), addNote(word)); err != nil {
					fmt.Println("error", err)
					os.Exit(1)
				}
				said <- word
			}
		}()
	}
	for word := range said {
		fmt.Println(word)
	}
}

// What was acknowledged before a SIGKILL is there after it, and nothing is in
// the way of the next start: no lock, no lease.
func TestKilledProcess(t *testing.T) {
	folder := t.TempDir()
	var acknowledged []string
	for range 3 {
		program := exec.Command(os.Args[0])
		program.Env = append(os.Environ(), crashFolder+"="+folder)
		out, err := program.StdoutPipe()
		must(t, err)
		must(t, program.Start())
		lines := bufio.NewScanner(out)
		for n := 0; lines.Scan(); n++ {
			acknowledged = append(acknowledged, lines.Text())
			if n == 500 {
				must(t, program.Process.Kill())
			}
		}
		_ = program.Wait()
	}
	there := map[string]bool{}
	for _, word := range notes(t, mustOpen(t, crashOptions(folder))) {
		there[word] = true
	}
	lost := 0
	for _, word := range acknowledged {
		if !there[word] {
			lost++
		}
	}
	if lost > 0 || len(acknowledged) < 1500 {
		t.Errorf("lost %d of %d", lost, len(acknowledged))
	}
	t.Logf("%d acknowledged, %d written, %d lost", len(acknowledged), len(there), lost)
}
