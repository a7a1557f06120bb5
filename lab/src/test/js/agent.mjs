// An agent on the Vercel AI SDK, traced by OpenTelemetry's JavaScript SDK: asks a model, which wants a tool called.
// usage: node agent.mjs MODEL_URL OTLP_URL json|protobuf none|gzip    prints the trace id
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { SpanStatusCode, trace } from '@opentelemetry/api';
import { OTLPTraceExporter as JsonExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { OTLPTraceExporter as ProtobufExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { generateText, stepCountIs, tool } from 'ai';
import { z } from 'zod';

const [modelUrl, otlpUrl, encoding, compression] = process.argv.slice(2);
const Exporter = encoding === 'json' ? JsonExporter : ProtobufExporter;
const provider = new NodeTracerProvider({
  resource: resourceFromAttributes({ 'service.name': 'js-clerk' }),
  spanProcessors: [new BatchSpanProcessor(new Exporter({ url: `${otlpUrl}/v1/traces`, compression }))],
});
provider.register();
const tracer = trace.getTracer('js-peer', '1.0.0');
const fake = createOpenAICompatible({ name: 'fake', baseURL: modelUrl, apiKey: 'none' });

await tracer.startActiveSpan(
  'invoke_agent clerk',
  { attributes: { 'gen_ai.operation.name': 'invoke_agent', 'gen_ai.agent.name': 'clerk' } },
  async (agent) => {
    const answer = await generateText({
      model: fake('gpt-fake'),
      prompt: 'Is invoice 4711 paid?',
      stopWhen: stepCountIs(3),
      tools: {
        lookUp: tool({
          description: 'looks an invoice up',
          inputSchema: z.object({ invoice: z.string() }),
          execute: async () => 'paid',
        }),
      },
      experimental_telemetry: { isEnabled: true, functionId: 'clerk' },
    });
    const sent = tracer.startSpan('send answer');
    sent.setStatus({ code: SpanStatusCode.ERROR, message: `not sent: ${answer.text}` });
    sent.end();
    console.log(agent.spanContext().traceId);
    agent.end();
  },
);
await provider.shutdown();
