module syncbot-ci-slack

go 1.26.0

require (
	github.com/slack-go/slack v0.35.0
	syncbot v0.0.0
)

require (
	github.com/gorilla/websocket v1.5.3 // indirect
	github.com/sirupsen/logrus v1.10.2 // indirect
	go.yaml.in/yaml/v3 v3.0.6 // indirect
	golang.org/x/sync v0.25.0 // indirect
	golang.org/x/sys v0.50.0 // indirect
	golang.org/x/text v0.44.0 // indirect
)

replace syncbot => ../../
