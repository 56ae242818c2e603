/** A spoken code as it is said: in two groups of four. */
export const spelled = (code: string) => code.replace(/(.{4})(?=.)/g, '$1-')
