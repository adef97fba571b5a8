/** Answers after a way there and a way back, which take as many milliseconds as `way` says each time: whole ones, as the test's timers do. */
export async function delayed<T>(answer: () => T, way: () => number): Promise<T> {
  const rest = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, way()));
  await rest();
  const given = answer();
  await rest();
  return given;
}

/** The same numbers from 0 to 1 in every run. */
export function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}
