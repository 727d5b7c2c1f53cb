/** What an operator's token opens: to look (figures, stations, audit), to change flags, to shut stations out. */
import { z } from 'zod';

export const operatorScopeSchema = z.enum(['read', 'flags', 'stations']);
export const operatorScopesSchema = z.array(operatorScopeSchema).min(1);
export type OperatorScope = z.infer<typeof operatorScopeSchema>;

export type Operator = {
  readonly operatorId: string;
  readonly name: string;
  readonly scopes: readonly OperatorScope[];
};
