/** What src/wasm/plugin.mjs makes of an AssemblyScript entry. */
declare module '*?wasm' {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}
declare module '*?wasm-relaxed' {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}
