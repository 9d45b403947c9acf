/** Hands the reader a file that was made on this page. */
export function download(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has to have started before its address goes away.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
