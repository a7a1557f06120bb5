/** What is set in the configuration alone: said plainly, with where to read and change it. */
const PARTS: readonly { title: string; keys: string; text: string }[] = [
  { title: 'Retention', keys: 'retention', text: 'How long spans, runs, samples and roll-ups are kept.' },
  {
    title: 'Limits',
    keys: 'limits, server.max-body-bytes',
    text: 'How many series, agents and spans are taken in, and how large a request may be.',
  },
  {
    title: 'Prices of models',
    keys: 'engine.price-file',
    text: 'A file with prices in place of the list that comes with the product. Runs whose models have no price show their cost as “–”.',
  },
  {
    title: 'Inspections and rounds',
    keys: 'inspect, engine.interval',
    text: 'How often the engine looks and inspections run.',
  },
  {
    title: 'Watched databases and targets',
    keys: 'postgresql, scrape',
    text: 'Whose statistics and metrics are fetched.',
  },
];

/** Retention, limits and prices, which no endpoint tells. */
export function Limits() {
  return (
    <section className="panel max-w-3xl" aria-labelledby="limits-title" data-state="read-only">
      <header className="panel-head">
        <h2 id="limits-title">Retention, limits and prices</h2>
      </header>
      <div className="flex flex-col gap-3 p-3">
        <p>
          These are set where the server is started, and this version has no endpoint that tells their values, so none
          are shown here. The server prints all of them, each with where it comes from:
        </p>
        <code className="code-line self-start">./pitwall up --print-config</code>
        <dl className="flex flex-col gap-2">
          {PARTS.map((part) => (
            <div key={part.title}>
              <dt className="font-medium">
                {part.title} <code className="font-normal text-muted">{part.keys}</code>
              </dt>
              <dd className="text-muted">{part.text}</dd>
            </div>
          ))}
        </dl>
      </div>
    </section>
  );
}
