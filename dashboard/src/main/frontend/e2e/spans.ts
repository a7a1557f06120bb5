/** Sends a run of so many spans: agents in a row, tools below them, two calls below each. Resolves when the server has it. */
export async function sendRun(url: string, traceId: string, size: number): Promise<void> {
  const ms = 1_000_000n;
  const start = BigInt(Date.now() - 120_000) * ms;
  let last = 0;
  const span = (
    parent: string | undefined,
    name: string,
    from: number,
    long: number,
    attributes: object,
    failed = false,
  ) => ({
    traceId,
    spanId: (++last).toString(16).padStart(16, '0'),
    ...(parent ? { parentSpanId: parent } : {}),
    name,
    kind: 1,
    startTimeUnixNano: String(start + BigInt(from) * ms),
    endTimeUnixNano: String(start + BigInt(from + long) * ms),
    attributes: Object.entries(attributes).map(([key, value]) => ({ key, value: { stringValue: value } })),
    ...(failed ? { status: { code: 2, message: 'timeout' } } : {}),
  });
  const workflow = { 'gen_ai.workflow.name': 'crawl-all' };
  const root = span(undefined, 'invoke_workflow crawl-all', 0, 60_000, {
    'gen_ai.operation.name': 'invoke_workflow',
    ...workflow,
  });
  const spans = [root];
  const agents = Array.from({ length: 12 }, (_, i) =>
    span(root.spanId, 'invoke_agent crawler', i * 5_000, 5_000, {
      'gen_ai.operation.name': 'invoke_agent',
      'gen_ai.agent.name': 'crawler',
      'gen_ai.agent.id': `crawler-${i}`,
      ...workflow,
    }),
  );
  spans.push(...agents);
  for (let n = 0; spans.length < size; n++) {
    const at = (n % 12) * 5_000 + ((n * 37) % 4_400);
    const tool = span(
      agents[n % 12]!.spanId,
      'execute_tool fetch',
      at,
      500,
      { 'gen_ai.operation.name': 'execute_tool', 'gen_ai.tool.name': 'fetch' },
      n % 100 === 7,
    );
    spans.push(tool);
    spans.push(
      span(tool.spanId, 'GET', at + 20, 200, { 'http.request.method': 'GET', 'server.address': 'docs.internal' }),
    );
    spans.push(
      span(tool.spanId, 'chat gpt-5-mini', at + 240, 20 + (n % 200), {
        'gen_ai.operation.name': 'chat',
        'gen_ai.request.model': 'gpt-5-mini',
      }),
    );
  }
  spans.length = size;
  for (let from = 0; from < size; from += 2_500) {
    const body = {
      resourceSpans: [
        {
          resource: { attributes: [{ key: 'service.name', value: { stringValue: 'crawler' } }] },
          scopeSpans: [{ spans: spans.slice(from, from + 2_500) }],
        },
      ],
    };
    const answer = await fetch(`${url}/v1/traces`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`expected 200 of /v1/traces, got ${answer.status}: ${await answer.text()}`);
  }
  const end = Date.now() + 60_000;
  for (;;) {
    const answer = await fetch(`${url}/api/performance/runs/${traceId}`);
    if (answer.ok && (await answer.json()).run.span_count === size) return;
    if (Date.now() > end) throw new Error(`expected ${size} spans of ${traceId} within a minute`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}
