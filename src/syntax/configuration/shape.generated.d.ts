/** True when the value fits `schemas/config.schema.json`; `errors` tells where it does not. */
declare const validate: {
  (value: unknown): boolean;
  errors?: readonly ShapeError[] | null;
};

export default validate;

export interface ShapeError {
  /** JSON Pointer into the value: "/overrides/0/rules". */
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
}
