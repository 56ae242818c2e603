export type Tab = 'now' | 'flap' | 'people'
