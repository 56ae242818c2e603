// Before eslint's parser for Svelte is loaded: TypeScript then reads a component as the script that
// it stands for, where it would make its program anew for each one that is opened.
process.env['SVELTE_ESLINT_PARSER_EXPERIMENTAL_TS_SYS_HOOK'] = '1'
