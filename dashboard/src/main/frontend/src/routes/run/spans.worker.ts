import { handedOver, PageReader, type Told } from './reader';

const reader = new PageReader();

self.onmessage = ({ data }: MessageEvent<Told>) => {
  const answer = reader.take(data);
  // The types of a page and of a worker cannot stand together: here it is a worker's, which takes what is handed over second.
  const post = self.postMessage as (message: unknown, handed: Transferable[]) => void;
  post(answer, answer.kind === 'trace' ? handedOver(answer) : []);
};
