import { useState } from 'react';
import { home } from '@/api/client';
import { Tabs } from '@/ui/Tabs';
import { Copyable } from './welcome/Copyable';
import { FirstSpan } from './welcome/FirstSpan';
import { type SenderId, senders } from './welcome/senders';

/** What do I set, so that my agents are seen? */
export default function Welcome() {
  const endpoint = home.href.replace(/\/$/, '');
  const choices = senders(endpoint);
  const [chosen, setChosen] = useState<SenderId>('any');
  const sender = choices.find((choice) => choice.id === chosen) ?? choices[0]!;
  return (
    <div className="grid gap-3 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
      <section className="panel" aria-labelledby="send">
        <header className="panel-head">
          <h2 id="send">Send telemetry here</h2>
        </header>
        <Tabs
          label="What your agents are written in"
          tabs={choices.map(({ id, name }) => ({ id, label: name }))}
          selected={sender.id}
          onSelect={setChosen}
        >
          <div className="flex flex-col gap-3 p-3">
            <p>{sender.what}</p>
            {sender.steps.map((step) => (
              <Copyable key={step} text={step} />
            ))}
            {sender.note ? <p className="text-muted">{sender.note}</p> : null}
          </div>
        </Tabs>
      </section>
      <div className="flex flex-col gap-3">
        <FirstSpan />
        <section className="panel flex flex-col gap-2 p-3">
          <h2>Nothing to send yet?</h2>
          <p className="text-muted">A simulated fleet with six faults to find, or traces that you recorded before:</p>
          <Copyable text={`./pitwall demo --url ${endpoint}`} />
          <Copyable text={`./pitwall import traces.jsonl.gz --url ${endpoint}`} />
        </section>
      </div>
    </div>
  );
}
