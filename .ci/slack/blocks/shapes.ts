// What the bot sends to Slack, in the types that Slack publishes. schema.mjs makes the JSON schema of it.
import type { HomeView, KnownBlock, ModalView } from '@slack/types';

export interface Message { text: string; blocks: KnownBlock[] }

// In Slack's own types of a view a block may be anything that has a type.
export type Modal = Omit<ModalView, 'blocks'> & { blocks: KnownBlock[] };
export type Home = Omit<HomeView, 'blocks'> & { blocks: KnownBlock[] };
