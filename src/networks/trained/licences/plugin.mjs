/**
 * Vite plugin: the licences of trained weights, one text for each network,
 * below licences/ beside the page and the library that carry the weights.
 */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const apache = new URL('./apache-2.0.txt', import.meta.url);
const packages = new URL('../../../../node_modules/', import.meta.url);

/** By the file below licences/. Of MediaPipe's package the licence is in none of its files. */
const licences = {
  'ssd-face.txt': {
    package: '@vladmandic/face-api',
    about:
      'Weights of SSD MobileNetV1 for faces, from face-api.js (MIT), which ' +
      'has them from https://github.com/yeephycho/tensorflow-face-detection ' +
      '(Apache-2.0), trained on WIDER FACE.',
    texts: [new URL('@vladmandic/face-api/LICENSE', packages), apache],
  },
  'blazeface.txt': {
    package: '@vladmandic/human',
    about:
      'Weights of BlazeFace, from MediaPipe by Google (Apache-2.0), in a ' +
      'package under the MIT licence.',
    texts: [new URL('@vladmandic/human/LICENSE', packages), apache],
  },
  'selfie-segmentation.txt': {
    package: '@mediapipe/selfie_segmentation',
    about:
      'Weights of selfie segmentation, from MediaPipe by Google (Apache-2.0).',
    texts: [apache],
  },
};

/** @returns {import('vite').Plugin} */
export function licencesPlugin() {
  return {
    name: 'ridgepoint-licences',
    async generateBundle() {
      for (const name of Object.keys(licences))
        this.emitFile({
          type: 'asset',
          fileName: `licences/${name}`,
          source: await textOf(name),
        });
    },
    configureServer(server) {
      server.middlewares.use('/licences/', (request, response, next) => {
        const name = request.url?.slice(1) ?? '';
        if (!Object.hasOwn(licences, name)) return next();
        textOf(name).then((text) => {
          response.setHeader('Content-Type', 'text/plain; charset=utf-8');
          response.end(text);
        }, next);
      });
    },
  };
}

/** @param {string} name */
async function textOf(name) {
  const {
    package: from,
    about,
    texts,
  } = licences[/** @type {keyof typeof licences} */ (name)];
  const { version } = JSON.parse(
    await readFile(new URL(`${from}/package.json`, packages), 'utf8'),
  );
  const parts = texts.map((text) => readFile(fileURLToPath(text), 'utf8'));
  return [`${from} ${version}\n\n${about}\n`, ...(await Promise.all(parts))]
    .map((part) => part.trim())
    .join(`\n\n${'-'.repeat(72)}\n\n`)
    .concat('\n');
}
