import type { ReactiveControllerHost } from 'lit';
import { freePictures } from './pictures';
import { decode, type LoadedPicture } from './raster';

/** The picture on the bench: the newest one asked for, or why there is none. */
export class PictureLoader {
  readonly #host: ReactiveControllerHost;
  readonly #loaded: () => void;
  #newest = 0;

  /** Id of the picture asked for last; nothing yet when empty. */
  asked = '';
  picture: LoadedPicture | null = null;
  problem: string | null = null;

  /** `loaded` is called whenever `picture` has changed. */
  constructor(host: ReactiveControllerHost, loaded: () => void) {
    this.#host = host;
    this.#loaded = loaded;
  }

  /** A free picture; an unknown id becomes the first one, and says so. */
  async open(id: string): Promise<void> {
    this.asked = id;
    const known = freePictures.find((picture) => picture.id === id);
    const { url, title, licence } = known ?? freePictures[0];
    await this.#load(
      { id: known?.id ?? freePictures[0].id, title, origin: licence },
      async () => decode(await (await fetch(url)).blob(), title),
    );
    if (known) return;
    this.problem =
      id === 'own'
        ? `This link was made with somebody's own picture, which never left ` +
          `their device; ${title} stands in for it.`
        : `The link names a picture “${id}” that is not here; ${title} ` +
          `stands in for it.`;
    this.#host.requestUpdate();
  }

  async openFile(file: File): Promise<void> {
    await this.#load(
      {
        id: 'own',
        title: file.name,
        origin: 'Your own; it stays on this page',
      },
      () => decode(file, file.name),
    );
  }

  /** A camera's frame is there already. */
  take(frame: Pick<LoadedPicture, 'raster' | 'note'>): void {
    this.#newest++;
    this.#show({
      ...frame,
      id: 'own',
      title: 'Camera picture',
      origin: 'Your camera; it stays on this page',
    });
  }

  async #load(
    about: Pick<LoadedPicture, 'id' | 'title' | 'origin'>,
    read: () => Promise<Pick<LoadedPicture, 'raster' | 'note'>>,
  ): Promise<void> {
    const turn = ++this.#newest;
    try {
      const pixels = await read();
      if (turn === this.#newest) this.#show({ ...about, ...pixels });
    } catch (error) {
      if (turn !== this.#newest) return;
      this.problem = error instanceof Error ? error.message : String(error);
      this.#host.requestUpdate();
    }
  }

  #show(picture: LoadedPicture): void {
    this.picture = picture;
    if (picture.id === 'own') this.asked = 'own';
    this.problem = null;
    this.#loaded();
    this.#host.requestUpdate();
  }
}
