import { unsupported } from '../../errors';
import { scaled } from './raster';

/** Frames are filtered while you watch, so they are small. */
const longestFrameSide = 512;

/** An open camera and the video that shows it. */
export class Camera {
  readonly #stream: MediaStream;
  readonly #video: HTMLVideoElement;

  private constructor(stream: MediaStream, video: HTMLVideoElement) {
    this.#stream = stream;
    this.#video = video;
  }

  /** Asks for permission; resolves when the first frame is there. */
  static async open(
    video: HTMLVideoElement,
    facingMode: 'environment' | 'user' = 'environment',
  ): Promise<Camera> {
    // Absent on pages that are not served securely.
    const devices = navigator.mediaDevices as MediaDevices | undefined;
    if (!devices)
      throw unsupported(
        'No camera on this page: it is not served securely; open it through ' +
          'https or localhost.',
      );
    let stream: MediaStream;
    try {
      stream = await devices.getUserMedia({
        video: { width: { ideal: 640 }, facingMode },
      });
    } catch (cause) {
      throw unsupported(whyNot(cause));
    }
    const camera = new Camera(stream, video);
    try {
      video.srcObject = stream;
      await video.play();
    } catch {
      camera.close();
      throw unsupported(
        'The camera gave no picture; close other programs that use it and ' +
          'try again.',
      );
    }
    return camera;
  }

  frame() {
    const { videoWidth, videoHeight } = this.#video;
    return scaled(this.#video, videoWidth, videoHeight, longestFrameSide);
  }

  close(): void {
    for (const track of this.#stream.getTracks()) track.stop();
    this.#video.srcObject = null;
  }
}

function whyNot(cause: unknown): string {
  const name = cause instanceof DOMException ? cause.name : '';
  switch (name) {
    case 'NotAllowedError':
      return (
        'The camera was not allowed; permit it beside the address and try ' +
        'again, or choose a file.'
      );
    case 'NotFoundError':
      return 'No camera was found; connect one and try again, or choose a file.';
    case 'NotReadableError':
      return (
        'Another program holds the camera; close it and try again, or choose ' +
        'a file.'
      );
    default:
      return (
        `The camera could not be opened (${name || String(cause)}); try ` +
        `again, or choose a file.`
      );
  }
}
