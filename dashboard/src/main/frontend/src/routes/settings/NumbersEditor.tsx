import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Plus, RotateCcw, Trash2 } from 'lucide-react';
import { type ReactNode, useEffect, useId, useState } from 'react';
import { type ApiError, asApiError } from '@/api/problem';
import { type Cell, useCell } from '@/state/cell';
import { announce } from '@/ui/announce';
import { Button } from '@/ui/Button';
import { bodyOf, type Draft, key, type Numbers, type Problems, refused, textsOf, typed, undone } from './draft';

interface NumbersEditorProps {
  /** What a row is: "metric". */
  what: string;
  /** Fields of a row, in order. */
  fields: readonly { id: string; head: ReactNode; name: string }[];
  server: Numbers;
  /** What was typed; kept outside, so that leaving the page loses nothing. */
  draft: Cell<Draft>;
  /** What can be seen to be wrong before the server is asked. */
  check: (draft: Draft) => Problems;
  save: (body: ReturnType<typeof bodyOf>) => Promise<unknown>;
  /** Asked again after saving. */
  question: readonly unknown[];
  /** Beside a name. */
  about?: (name: string) => string;
  /** What a new row begins with. */
  fresh: Record<string, string>;
  /** What removing one means: "Remove", "Back to the defaults". */
  removing: string;
  /** A row above that cannot be changed. */
  fixed?: { name: string; values: Record<string, number> };
}

/** Edits rows of numbers, all or nothing: what is wrong is said at its field, by this page or by the server. */
export function NumbersEditor(props: NumbersEditorProps) {
  const { what, fields, server, check, question, about, fresh, removing, fixed } = props;
  const draft = useCell(props.draft);
  const client = useQueryClient();
  const ids = fields.map((field) => field.id);
  const base = useId();
  const saving = useMutation<unknown, ApiError, Draft>({
    mutationFn: async (sent) => {
      try {
        return await props.save(bodyOf(sent));
      } catch (failure) {
        throw asApiError(failure);
      }
    },
    onSuccess: async () => {
      props.draft.set({});
      announce('Saved');
      await client.invalidateQueries({ queryKey: question });
    },
  });
  const changes = Object.keys(draft).length;
  useUnsavedGuard(changes > 0);

  const own = check(draft);
  const problems: Problems = { ...(saving.error ? refused(saving.error, draft, ids) : {}), ...own };
  const set = (next: Draft) => {
    if (saving.error) saving.reset();
    props.draft.set(next);
  };
  const names = [...new Set([...Object.keys(server), ...Object.keys(draft)])].sort();

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (changes > 0 && Object.keys(own).length === 0) saving.mutate(draft);
      }}
    >
      <section
        className="overflow-x-auto"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        aria-label={`Settings by ${what}`}
      >
        <table className="values">
          <thead>
            <tr>
              <th scope="col">{what.charAt(0).toUpperCase() + what.slice(1)}</th>
              {fields.map((field) => (
                <th key={field.id} scope="col">
                  {field.head}
                </th>
              ))}
              <th scope="col">
                <span className="sr-only">Actions</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {fixed ? (
              <tr className="text-muted">
                <th scope="row" className="font-medium">
                  {fixed.name}
                </th>
                {ids.map((id) => (
                  <td key={id}>{fixed.values[id]}</td>
                ))}
                <td className="text-caption">read only</td>
              </tr>
            ) : null}
            {names.map((name) => (
              <Row
                key={name}
                base={base}
                name={name}
                about={about?.(name)}
                fields={fields}
                texts={textsOf(name, ids, server, draft)}
                changed={name in draft}
                problems={problems}
                removing={removing}
                onType={(field, text) => set(typed(draft, server, ids, name, field, text))}
                onRemove={() => set(name in server ? { ...draft, [name]: null } : undone(draft, name))}
                onUndo={() => set(undone(draft, name))}
              />
            ))}
          </tbody>
        </table>
      </section>
      <div className="flex flex-wrap items-center gap-2 p-3">
        <AddRow
          what={what}
          taken={(name) => names.includes(name)}
          onAdd={(name) => set({ ...draft, [name]: { ...fresh } })}
        />
        <span className="ml-auto text-muted" role="status">
          {changes === 0 ? 'No unsaved changes' : `${changes} unsaved ${changes === 1 ? 'change' : 'changes'}`}
        </span>
        <Button disabled={changes === 0} onClick={() => set({})}>
          Discard
        </Button>
        <Button
          type="submit"
          look="primary"
          disabled={changes === 0 || Object.keys(own).length > 0 || saving.isPending}
        >
          {saving.isPending ? 'Saving…' : 'Save'}
        </Button>
      </div>
      {problems[''] ? (
        <p role="alert" className="px-3 pb-3 break-words text-critical">
          Not saved: {problems['']}
        </p>
      ) : null}
    </form>
  );
}

function Row({
  base,
  name,
  about,
  fields,
  texts,
  changed,
  problems,
  removing,
  onType,
  onRemove,
  onUndo,
}: {
  base: string;
  name: string;
  about: string | undefined;
  fields: NumbersEditorProps['fields'];
  texts: Record<string, string> | undefined;
  changed: boolean;
  problems: Problems;
  removing: string;
  onType: (field: string, text: string) => void;
  onRemove: () => void;
  onUndo: () => void;
}) {
  const wrong = problems[name];
  return (
    <tr className={changed ? 'bg-raised' : ''}>
      <th scope="row" className="!static min-w-40 !bg-transparent py-1 align-top">
        <span className={`font-medium break-all text-text ${texts ? '' : 'line-through'}`}>{name}</span>
        {about ? <span className="block text-caption font-normal text-muted">{about}</span> : null}
        {wrong ? <span className="block font-normal text-critical">{wrong}</span> : null}
      </th>
      {fields.map((field) => {
        const problem = problems[key(name, field.id)];
        const id = `${base}-${name}-${field.id}`;
        return (
          <td key={field.id} className="align-top">
            {texts ? (
              <>
                <input
                  className="field w-24 text-right"
                  inputMode="decimal"
                  aria-label={`${name}, ${field.name}`}
                  aria-invalid={problem !== undefined || wrong !== undefined}
                  aria-describedby={problem ? id : undefined}
                  placeholder="–"
                  maxLength={30}
                  value={texts[field.id]}
                  onChange={(event) => onType(field.id, event.target.value)}
                />
                {problem ? (
                  <span id={id} className="block max-w-32 text-caption text-critical">
                    {problem}
                  </span>
                ) : null}
              </>
            ) : (
              <span className="text-muted">–</span>
            )}
          </td>
        );
      })}
      <td className="text-right align-top whitespace-nowrap">
        {changed ? (
          <Button look="plain" aria-label={`Undo what was changed of ${name}`} title="Undo" onClick={onUndo}>
            <RotateCcw size={14} aria-hidden />
          </Button>
        ) : null}
        {texts ? (
          <Button look="plain" aria-label={`${removing}: ${name}`} title={removing} onClick={onRemove}>
            <Trash2 size={14} aria-hidden />
          </Button>
        ) : (
          <span className="text-caption text-muted">goes when saved</span>
        )}
      </td>
    </tr>
  );
}

function AddRow({
  what,
  taken,
  onAdd,
}: {
  what: string;
  taken: (name: string) => boolean;
  onAdd: (name: string) => void;
}) {
  const [name, setName] = useState('');
  const trimmed = name.trim();
  const add = () => {
    if (trimmed === '' || taken(trimmed)) return;
    onAdd(trimmed);
    setName('');
  };
  return (
    <div className="flex items-center gap-2">
      <input
        className="field w-48"
        aria-label={`Name of another ${what}`}
        placeholder={`another ${what}`}
        maxLength={255}
        value={name}
        onChange={(event) => setName(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault(); // Enter adds, it does not save
          add();
        }}
      />
      <Button disabled={trimmed === '' || taken(trimmed)} onClick={add}>
        <Plus size={14} aria-hidden /> Add
      </Button>
    </div>
  );
}

/** Asks before the tab is closed; other pages of the dashboard keep the draft. */
function useUnsavedGuard(unsaved: boolean) {
  useEffect(() => {
    if (!unsaved) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [unsaved]);
}
