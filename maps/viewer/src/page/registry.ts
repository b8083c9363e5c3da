// Layers by the name that maps/literal.py's ViewerLayer gives; each module registers its own.
import { payloadOf, type Payload } from "../data/payload.ts";

export type LayerFactory = (payload: Payload) => L.Layer;

const factories = new Map<string, LayerFactory>();
let payload: Payload | undefined;

export function register(kind: string, factory: LayerFactory): void {
  factories.set(kind, factory);
}

export function makeLayer(kind: string): L.Layer {
  const factory = factories.get(kind);
  if (!factory) throw new Error(`no layer ${kind}`);
  payload ??= payloadOf(document);
  return factory(payload);
}
