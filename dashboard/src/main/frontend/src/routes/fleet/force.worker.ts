import { type ForceQuestion, placeNodes } from './force';

// Laying out must not make the page stutter.
self.onmessage = (event: MessageEvent<ForceQuestion>) => {
  self.postMessage(placeNodes(event.data));
};
