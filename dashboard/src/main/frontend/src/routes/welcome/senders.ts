export type SenderId = 'any' | 'python' | 'node' | 'java' | 'go' | 'collector' | 'prometheus' | 'http';

/** How something is told where to send. */
export interface Sender {
  id: SenderId;
  name: string;
  what: string;
  /** To be copied, one after the other. */
  steps: string[];
  note?: string;
}

/** What to set for each sort of sender, with the real endpoint filled in. */
export function senders(endpoint: string): Sender[] {
  const variables = `export OTEL_EXPORTER_OTLP_ENDPOINT=${endpoint}\nexport OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf`;
  return [
    {
      id: 'any',
      name: 'Any OpenTelemetry SDK',
      what: 'Any program that already sends OpenTelemetry, whatever it is written in, needs two variables:',
      steps: [variables],
      note: 'Where the server asks for tokens, add OTEL_EXPORTER_OTLP_HEADERS="Authorization=Bearer <token>" with one that has the scope ingest.',
    },
    {
      id: 'python',
      name: 'Python',
      what: 'Without a change in the program. Frameworks for agents bring their own instrumentation; it is found if it is installed.',
      steps: [
        'pip install opentelemetry-distro opentelemetry-exporter-otlp-proto-http\nopentelemetry-bootstrap -a install',
        `${variables}\nexport OTEL_SERVICE_NAME=my-agents\nopentelemetry-instrument python main.py`,
      ],
    },
    {
      id: 'node',
      name: 'Node',
      what: 'Without a change in the program:',
      steps: [
        'npm install @opentelemetry/api @opentelemetry/auto-instrumentations-node',
        `${variables}\nexport OTEL_SERVICE_NAME=my-agents\nnode --require @opentelemetry/auto-instrumentations-node/register main.js`,
      ],
    },
    {
      id: 'java',
      name: 'Java',
      what: "With OpenTelemetry's agent, without a change in the program; or with Pitwall's recorder, one jar without dependencies:",
      steps: [
        `${variables}\nexport OTEL_SERVICE_NAME=my-agents\njava -javaagent:opentelemetry-javaagent.jar -jar app.jar`,
        `Pitwall pitwall = Pitwall.builder().endpoint("${endpoint}").service("my-agents").build();\ntry (ActiveSpan run = pitwall.run("invoice-flow");\n    ActiveSpan agent = run.agent("extractor", "extractor-3")) {\n  // the work\n}`,
      ],
    },
    {
      id: 'go',
      name: 'Go',
      what: 'The exporter reads the variables by itself:',
      steps: [
        variables,
        'exporter, err := otlptracehttp.New(ctx)\n// ...\nprovider := trace.NewTracerProvider(trace.WithBatcher(exporter))',
      ],
    },
    {
      id: 'collector',
      name: 'Collector',
      what: 'An OpenTelemetry Collector passes everything on with one more exporter; name it in the pipelines of traces and metrics:',
      steps: [`exporters:\n  otlphttp/pitwall:\n    endpoint: ${endpoint}`],
    },
    {
      id: 'prometheus',
      name: 'Prometheus',
      what: 'Metrics by remote write 1.0, from Prometheus, Grafana Alloy or vmagent:',
      steps: [`remote_write:\n  - url: ${endpoint}/api/v1/write`],
    },
    {
      id: 'http',
      name: 'HTTP',
      what: 'One finished task by one request, from anything that can send one:',
      steps: [
        `curl -X POST ${endpoint}/api/performance/agent-performance -H 'Content-Type: application/json' -d '\n  {"agent_id": "planner-1", "agent_type": "planner", "execution_time": 2.4, "success": true, "memory_usage": 210, "cpu_usage": 35}'`,
      ],
    },
  ];
}
