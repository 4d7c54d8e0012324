package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"
)

var scheduled = regexp.MustCompile(`/usr/local/bin/shangbao ((?:run|verify) [^"\n]*)`)

// The commands of the schedules are ones that the program understands: they
// fail for the archive that is not here, not for their usage.
func TestSchedules(t *testing.T) {
	commands := 0
	for _, name := range []string{"crontab", "shangbao.service", "shangbao_dag.py"} {
		data, err := os.ReadFile(filepath.Join("../schedule", name))
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range scheduled.FindAllSubmatch(data, -1) {
			understood(t, name, strings.Fields(string(m[1])))
			commands++
		}
	}
	if commands != 4 {
		t.Errorf("%d commands in the schedules, want 4", commands)
	}
	data, err := os.ReadFile("../schedule/cronjob.yaml")
	if err != nil {
		t.Fatal(err)
	}
	understood(t, "cronjob.yaml", cronJobArgs(t, data))
}

// cronJobArgs digs the arguments out of the job.
func cronJobArgs(t *testing.T, data []byte) []string {
	t.Helper()
	var job struct {
		Spec struct {
			JobTemplate struct {
				Spec struct {
					Template struct {
						Spec struct {
							Containers []struct{ Args []string }
						}
					}
				}
			} `yaml:"jobTemplate"`
		}
	}
	if err := yaml.Unmarshal(data, &job); err != nil {
		t.Fatal(err)
	}
	containers := job.Spec.JobTemplate.Spec.Template.Spec.Containers
	if len(containers) != 1 || len(containers[0].Args) == 0 {
		t.Fatalf("containers %+v", containers)
	}
	return containers[0].Args
}

func understood(t *testing.T, name string, args []string) {
	t.Helper()
	if args[0] == "run" { // write nothing, should the folders be here
		args = append([]string{"run", "--dry-run"}, args[1:]...)
		args = append(args, filepath.Join(t.TempDir(), "missing"))
	}
	for i, a := range args {
		if strings.HasSuffix(a, ".prom") {
			args[i] = filepath.Join(t.TempDir(), "x.prom")
		}
	}
	var out, errs bytes.Buffer
	if code := run(args, nil, &out, &errs); code == exitUsage {
		t.Errorf("%s: %v: %s", name, args, errs.String())
	}
}
